#include <fmt/format.h>

#include <algorithm>

#include "models/arrivals/phases.hpp"

namespace faultline {

namespace {

bool is_weights(const std::vector<double>& next, std::size_t phases) {
  return next.size() == phases && std::ranges::all_of(next, [](double w) { return w >= 0; }) &&
         std::ranges::any_of(next, [](double w) { return w > 0; });
}

/// Whether something arrives again after each phase.
bool goes_on(const std::vector<ArrivalPhase>& phases) {
  std::vector<bool> on;
  for (const auto& phase : phases) on.push_back(phase.rate.per_second > 0);
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < phases.size(); ++i)
      for (std::size_t j = 0; j < phases.size(); ++j)
        if (!on[i] && on[j] && phases[i].next[j] > 0) grown = on[i] = true;
  }
  return std::ranges::count(on, false) == 0;
}

/// Any number of phases, each with its rate, that follow each other in turn or by chance.
class Mmpp final : public Phases {
 public:
  void fields(Fields& f) override {
    f("phases", phases_, {.says = "the phases that the process passes through", .required = true});
    if (!f.sound()) return;
    if (phases_.empty() || phases_.size() > 100)
      return f.problems().add(f.place_of("phases"), "\"phases\" must have 1 to 100 entries");
    for (std::size_t i = 0; i < phases_.size(); ++i) complete(i, f);
    if (!f.sound()) return;
    if (!goes_on(phases_))
      return f.problems().add(
          f.place_of("phases"),
          "after some phase nothing arrives any more: no phase with a rate above 0 can follow");
    go_through(phases_);
  }

 private:
  void complete(std::size_t number, Fields& f) {
    auto& next = phases_[number].next;
    if (next.empty()) {
      next.resize(phases_.size());
      next[(number + 1) % phases_.size()] = 1;
    }
    if (!is_weights(next, phases_.size()))
      f.problems().add(f.place_of("phases"),
                       fmt::format("\"next\" of phase {} (counted from 0) must have {} weights, "
                                   "none negative and at least one positive",
                                   number, phases_.size()));
  }

  std::vector<ArrivalPhase> phases_;
};

}  // namespace

Kind<Arrivals> mmpp() {
  return kind<Arrivals, Mmpp>("mmpp", "Poisson arrivals at a rate that changes at random (MMPP).");
}

}  // namespace faultline
