#include "models/balancer.hpp"

namespace faultline {

namespace {

/// Turns in proportion to weights, spread as evenly as can be: each turn gives every instance its
/// weight as credit; the richest is chosen and pays the sum of all weights.
/// Source: smooth weighted round robin, nginx 1.3.1 (2012).
class Weighted final : public Balancer {
 public:
  void fields(Fields& f) override {
    f("weights", weights_, {.says = "of each instance, in order", .required = true});
    if (!f.sound()) return;
    double sum = 0;
    for (const auto weight : weights_) {
      if (weight < 0) f.problems().add(f.place_of("weights"), "a weight is not negative");
      sum += weight;
    }
    if (sum == 0) f.problems().add(f.place_of("weights"), "the weights sum to zero");
  }

  std::string unfit_for(std::size_t instances) const override {
    if (instances == weights_.size()) return {};
    return fmt::format("{} weights for {} instances", weights_.size(), instances);
  }

  std::size_t choose(Pool& pool, const Call&, Draw&) override {
    const auto& choices = pool.choices();
    std::size_t richest = 0;
    double sum = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const auto weight = weights_[choices[i].instance->number()];
      choices[i].standing->credit += weight;
      sum += weight;
      if (choices[i].standing->credit > choices[richest].standing->credit) richest = i;
    }
    choices[richest].standing->credit -= sum;
    return richest;
  }

 private:
  std::vector<double> weights_;
};

}  // namespace

Kind<Balancer> weighted() {
  return kind<Balancer, Weighted>("weighted", "Turns in proportion to weights.");
}

}  // namespace faultline
