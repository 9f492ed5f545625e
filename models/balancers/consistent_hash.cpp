#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

/// Requests with the same key go to the same instance, as long as it is eligible; when an instance
/// leaves, only its keys move. Each instance has a score for the key; the highest score wins.
/// Source: Thaler, Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM TON
/// 6(1), 1998 (highest random weight).
class ConsistentHash final : public Balancer {
 public:
  std::size_t choose(const Pool& pool, View&, const Call& call, Draw&) override {
    const auto& choices = pool.choices();
    const auto key = mix(call.transaction->key);
    std::size_t best = 0;
    std::uint64_t highest = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const auto score = mix(key ^ mix(choices[i].instance->number() + std::uint64_t{1}));
      if (score < highest) continue;
      highest = score;
      best = i;
    }
    return best;
  }
};

}  // namespace

Kind<Balancer> consistent_hash() {
  return kind<Balancer, ConsistentHash>("consistent_hash", "The same instance for the same key.");
}

}  // namespace faultline
