#include "models/requests/network.hpp"

#include <algorithm>

namespace faultline {

Duration Network::drawn(HostId from, HostId to, const Condition& condition, const Call& call) {
  const auto added = sum(condition.extra_latency, [&](const Stream& own) {
    return Jitter::draw(extra.with(own), from, to, call);
  });
  return from == to || jitter.none() ? added : added + jitter.of(from, to, call);
}

bool Network::is_cut(HostId from, HostId to, const Condition& condition) {
  bool cut = false;
  condition.cuts.visit([&](const Fault&, const Cut& one) {
    const auto among = [&](HostId host) { return std::ranges::count(*one.others, host) > 0; };
    cut = cut || (one.to_it && to == one.at && among(from)) ||
          (one.from_it && from == one.at && among(to));
  });
  return cut;
}

Task<void> Network::pass(HostId from, HostId to, Bytes size, const Condition& condition,
                         const Call& call) {
  const Wait wait(call.span, Activity::network);
  auto way = latency(from, to, size, condition, call);
  while (way == no_way) {
    co_await healed.next();
    way = latency(from, to, size, condition, call);
  }
  co_await calendar.delay(way);
}

}  // namespace faultline
