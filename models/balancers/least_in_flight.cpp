#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

/// The instance with the fewest requests in flight, counting those of the caller or those of all
/// callers (`per`); ties go to the next in turn.
class LeastInFlight final : public Balancer {
 public:
  void fields(Fields& f) override { declare_per(f); }
  bool counts_calls() const override { return true; }
  std::size_t choose(const Pool& pool, View& view, const Call&, Draw&) override {
    const auto& choices = pool.choices();
    const auto first = static_cast<std::size_t>(view.next_turn(pool) % choices.size());
    auto least = first;
    for (std::size_t i = 1; i < choices.size(); ++i) {
      const auto other = (first + i) % choices.size();
      if (view.in_flight(*choices[other].instance) < view.in_flight(*choices[least].instance))
        least = other;
    }
    return least;
  }
};

}  // namespace

Kind<Balancer> least_in_flight() {
  return kind<Balancer, LeastInFlight>("least_in_flight",
                                       "The instance with the fewest requests in flight.");
}

}  // namespace faultline
