#include "models/requests/network.hpp"

namespace faultline {

Duration Network::drawn(HostId from, HostId to, const Condition& condition, const Call& call) {
  const auto added = sum(condition.extra_latency, [&](const Stream& own) {
    return Jitter::draw(extra.with(own), from, to, call);
  });
  return from == to || jitter.none() ? added : added + jitter.of(from, to, call);
}

}  // namespace faultline
