#include "models/requests/network.hpp"

#include <algorithm>

#include "models/requests/over_link.hpp"

namespace faultline {

Duration Network::drawn(HostId from, HostId to, const Condition& condition, const Call& call) {
  const auto added = sum(
      condition.extra_latency,
      [&](const ExtraLatency& one) { return !one.only || one.only->passes(from, to); },
      [&](const Stream& own) { return Jitter::draw(extra.with(own), from, to, call); });
  return from == to || jitter.none() ? added : added + jitter.of(from, to, call);
}

bool Network::is_cut(HostId from, HostId to, const Condition& condition) {
  bool cut = false;
  if (from == to) return cut;
  condition.cuts.visit([&](const Fault&, const Cut& one) {
    const auto among = [&](HostId host) { return std::ranges::count(*one.others, host) > 0; };
    if (one.only && !one.only->passes(from, to)) return;
    cut = cut || (one.to_it && to == one.at && among(from)) ||
          (one.from_it && from == one.at && among(to));
  });
  return cut;
}

Task<void> Network::open_way(HostId from, HostId to, const Condition& condition, const Call& call) {
  const Wait wait(call.span, Activity::network);
  while (is_cut(from, to, condition)) co_await healed.next();
}

}  // namespace faultline
