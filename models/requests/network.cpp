#include "models/requests/network.hpp"

namespace faultline {

Duration Network::drawn(HostId from, HostId to, const Condition& condition, const Call& call) {
  const auto added = sum(
      condition.extra_latency,
      [&](const ExtraLatency& one) { return one.strikes(call.transaction, from, to); },
      [&](const Stream& own) { return Jitter::draw(extra.with(own), from, to, call); });
  return from == to || jitter.none() ? added : added + jitter.of(from, to, call);
}

Duration Network::late(HostId from, HostId to, const Condition& asker, const Call& call) const {
  return sum(
      asker.calls_late,
      [&](const ExtraLatency& one) { return one.strikes(call.transaction, from, to); },
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
  condition.cuts.visit([&](const Fault&, const Cut& one) { cut = cut || one.stops(from, to); });
  return cut;
}

Task<void> Network::open_way(HostId from, HostId to, const Condition& condition, const Call& call) {
  const Wait wait(call.span, Activity::network);
  while (is_cut(from, to, condition)) co_await healed.next();
}

}  // namespace faultline
