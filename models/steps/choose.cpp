#include <algorithm>

#include "models/instances/binding.hpp"
#include "models/instances/least_times.hpp"
#include "models/instances/mentions.hpp"
#include "models/instances/step.hpp"

namespace faultline {

namespace {

/// One of several ways, and how often it is taken.
struct Branch {
  static constexpr auto called = "branch";
  double weight = 1;
  Steps steps;
  void fields(Fields& f) {
    f("weight", weight,
      {.says = "probability of this branch, relative to the others", .positive = true});
    f("steps", steps, {.says = "the steps of this branch; [] for none", .required = true});
  }
};

/// Takes the steps of exactly one of several branches, branch i with probability w_i / sum of w, by
/// one draw for each attempt. `probability` of a step draws each step by itself.
class ChooseStep final : public Step {
 public:
  ChooseStep() : Step(Manner::asks) {}

  Task<Answer> run(Visit& visit) override {
    auto left = visit.call.draw(stream_).uniform() * whole_;
    auto chosen = branches_.begin();
    while (left >= chosen->weight && chosen + 1 != branches_.end()) left -= chosen++->weight;
    return take_in_order(chosen->steps, visit);
  }

 protected:
  void name(Mentions& mentions) const override {
    const bool alone = branches_.size() == 1;
    const bool outside =
        std::exchange(mentions.optional, mentions.optional || optional() || !alone);
    for (const auto& branch : branches_)
      for (const auto& step : branch.steps) step->mention(mentions);
    mentions.optional = outside;
  }

  void declare(Fields& f) override {
    f("choose", branches_,
      {.says = "the branches, of which each request takes one", .required = true});
    if (f.sound() && branches_.size() < 2)
      f.problems().add(f.place_of("choose"), "\"choose\" needs at least two branches");
  }

  Duration way(const LeastTimes& times, const std::string& at) const override {
    auto least = Duration::max();
    for (const auto& branch : branches_) {
      auto whole = Duration::zero();
      for (const auto& step : branch.steps) whole += step->least(times, at);
      least = std::min(least, whole);
    }
    return least;
  }

  Plan plan() const override {
    double whole = 0;
    for (const auto& branch : branches_) whole += branch.weight;
    Plan plan{.what = Plan::What::one_of};
    for (const auto& branch : branches_)
      plan.parts.push_back({.times = branch.weight / whole, .parts = plans_of(branch.steps)});
    return plan;
  }

  void bind(Binding& binding) override {
    stream_ = binding.stream("choose");
    whole_ = 0;
    for (const auto& branch : branches_) {
      whole_ += branch.weight;
      for (const auto& step : branch.steps) step->attach(binding);
    }
  }

 private:
  std::vector<Branch> branches_;
  double whole_ = 1;
  Stream stream_;
};

}  // namespace

Kind<Step> choose() {
  return kind<Step, ChooseStep>("choose", "Takes one of several branches at random, by weight.");
}

}  // namespace faultline
