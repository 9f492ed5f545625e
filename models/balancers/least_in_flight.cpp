#include "models/balancer.hpp"

namespace faultline {

namespace {

/// The one with the fewest requests in flight; among several such, the next in turn.
class LeastInFlight final : public Balancer {
 public:
  std::size_t choose(Pool& pool, const Call&, Draw&) override {
    const auto& choices = pool.choices();
    const auto first = static_cast<std::size_t>(pool.turn++ % choices.size());
    auto least = first;
    for (std::size_t i = 1; i < choices.size(); ++i) {
      const auto other = (first + i) % choices.size();
      if (choices[other].instance->in_flight() < choices[least].instance->in_flight())
        least = other;
    }
    return least;
  }
};

}  // namespace

Kind<Balancer> least_in_flight() {
  return kind<Balancer, LeastInFlight>("least_in_flight",
                                       "The one with the fewest requests in flight.");
}

}  // namespace faultline
