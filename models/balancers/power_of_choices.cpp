#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

/// Of d instances chosen at random (with replacement) the one with the fewest requests in flight,
/// counting those of the caller or those of all callers. Source: Mitzenmacher, "The power of two
/// choices in randomized load balancing", IEEE TPDS 12(10), 2001.
class PowerOfChoices final : public Balancer {
 public:
  void fields(Fields& f) override {
    f("choices", tried_,
      {.says = "how many instances are compared", .at_least = 1, .at_most = 1000});
    declare_per(f);
  }
  bool counts_calls() const override { return true; }
  std::size_t choose(const Pool& pool, View& view, const Call&, Draw& draw) override {
    const auto& choices = pool.choices();
    auto least = one_of(choices.size(), draw);
    for (std::int64_t tried = 1; tried < tried_; ++tried) {
      const auto other = one_of(choices.size(), draw);
      if (view.in_flight(*choices[other].instance) < view.in_flight(*choices[least].instance))
        least = other;
    }
    return least;
  }

 private:
  std::int64_t tried_ = 2;
};

}  // namespace

Kind<Balancer> power_of_choices() {
  return kind<Balancer, PowerOfChoices>(
      "power_of_choices",
      "Of a few instances chosen at random, the one with the fewest requests in flight.");
}

}  // namespace faultline
