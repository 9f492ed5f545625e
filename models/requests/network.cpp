#include "models/requests/network.hpp"

#include <algorithm>

#include "models/requests/over_link.hpp"

namespace faultline {

Duration Network::drawn(HostId from, HostId to, const Condition& condition, const Call& call) {
  const auto added = sum(
      condition.extra_latency,
      [&](const ExtraLatency& one) {
        return one.takes(call.transaction) && (!one.over || one.over->passes(from, to));
      },
      [&](const Stream& own) { return Jitter::draw(extra.with(own), from, to, call); });
  return from == to || jitter.none() ? added : added + jitter.of(from, to, call);
}

Duration Network::late(HostId from, HostId to, const Condition& asker, const Call& call) const {
  return sum(
      asker.calls_late,
      [&](const ExtraLatency& one) {
        return one.takes(call.transaction) && (!one.over || one.over->passes(from, to));
      },
      [&](const Stream& own) {
        return Jitter::draw(extra.with(own).with(Stream{1}), from, to, call);
      });
}

bool Network::parted(HostId one, const Condition& its, HostId other,
                     const Condition& others) const {
  if (hindered == 0) return false;
  return is_cut(one, other, its) || is_cut(other, one, its) || is_cut(one, other, others) ||
         is_cut(other, one, others);
}

bool Network::is_cut(HostId from, HostId to, const Condition& condition) {
  bool cut = false;
  if (from == to) return cut;
  condition.cuts.visit([&](const Fault&, const Cut& one) {
    const auto among = [&](HostId host) { return std::ranges::count(*one.others, host) > 0; };
    if (one.over && !one.over->passes(from, to)) return;
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
