#include "analysis/traces/trace.hpp"

#include <algorithm>

namespace faultline {

Time Trace::ended() const {
  auto latest = answered() ? transaction.answered : transaction.arrived;
  for (const auto& span : spans) latest = std::max(latest, span.ended);
  return latest;
}

const Trace* TracedDesign::find(std::uint64_t request) const {
  const auto found = std::ranges::lower_bound(
      traces, request, {}, [](const Trace& trace) { return trace.transaction.id; });
  return found == traces.end() || found->transaction.id != request ? nullptr : &*found;
}

}  // namespace faultline
