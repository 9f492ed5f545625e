#include "models/balancers/balancer.hpp"

namespace faultline {

namespace {

/// Instances in turn in proportion to their weights, spread evenly: in each turn every instance
/// gets its weight as credit; the one with the most credit is chosen and pays the sum of all
/// weights. Source: smooth weighted round robin, nginx 1.3.1 (2012).
class Weighted final : public Balancer {
 public:
  void fields(Fields& f) override {
    f("weights", weights_, {.says = "the weight of each instance, in order", .required = true});
    declare_per(f);
    if (!f.sound()) return;
    double sum = 0;
    for (const auto weight : weights_) {
      if (weight < 0) f.problems().add(f.place_of("weights"), "a weight must not be negative");
      sum += weight;
    }
    if (sum == 0) f.problems().add(f.place_of("weights"), "the weights sum to zero");
  }

  std::string unfit_for(std::size_t instances) const override {
    if (instances == weights_.size()) return {};
    return fmt::format("{} weights for {} instances", weights_.size(), instances);
  }

  std::size_t choose(const Pool& pool, View& view, const Call&, Draw&) override {
    const auto& choices = pool.choices();
    std::size_t richest = 0;
    double sum = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const auto weight = weights_[choices[i].instance->number()];
      view.of(*choices[i].instance).credit += weight;
      sum += weight;
      const auto credit = view.of(*choices[i].instance).credit;
      if (credit > view.of(*choices[richest].instance).credit) richest = i;
    }
    view.of(*choices[richest].instance).credit -= sum;
    return richest;
  }

 private:
  std::vector<double> weights_;
};

}  // namespace

Kind<Balancer> weighted() {
  return kind<Balancer, Weighted>("weighted",
                                  "The instances in turn, in proportion to their weights.");
}

}  // namespace faultline
