#include <fmt/format.h>

#include "models/conditions/criterion.hpp"

namespace faultline {

namespace {

/// Of a run of length L, of which t has been measured with n requests and f failures, the budget is
/// (1 - objective) n L / t failures, and f / that of it is burnt: the failures that the objective
/// allows in the whole run, if requests keep coming as so far. Source: Beyer et al., The Site
/// Reliability Workbook (2018), chapter 2.
class BudgetBurnt final : public Criterion {
 public:
  std::function<bool()> observed(Sights& sights) const override {
    return [this, burnt = sights.budget_burnt(objective_)] { return burnt && burnt() > limit_; };
  }
  bool asks_clients() const override { return true; }

 protected:
  void declare(Fields& f) override {
    f("budget_burnt_above", limit_,
      {.says = "while more than this share of the error budget of the whole run is burnt",
       .at_least = 0,
       .required = true});
    f("objective", objective_,
      {.says = "the availability that is promised; what is left to 1 is the budget",
       .at_least = 0,
       .at_most = 1,
       .required = true});
    if (f.sound() && objective_ == 1)
      f.problems().add(f.place_of("objective"), "an objective of 1 leaves no budget");
  }
  std::string says() const override {
    return fmt::format("more than {:.3g} % of the error budget is burnt", limit_ * 100);
  }

 private:
  double limit_ = 0;
  double objective_ = 0;
};

}  // namespace

Kind<Criterion> budget_burnt() {
  return kind<Criterion, BudgetBurnt>("budget_burnt_above", "The error budget is being used up.");
}

}  // namespace faultline
