#include "lab/hunt/hunt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/verdicts/least_rung.hpp"
#include "lab/hunt/combinations.hpp"
#include "lab/text/figure.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Sets that are tried before what breaks among them is shrunk.
constexpr std::size_t at_once = 32;

FaultNumbers numbers_of(const FaultSet& set) {
  FaultNumbers numbers;
  for (const auto& sized : set.faults) numbers.push_back(sized.fault);
  return numbers;
}

class Search {
 public:
  explicit Search(Hunt& hunt)
      : hunt_(hunt),
        hunted_(hunt.hunted()),
        trials_(hunted_, hunt.hypothesis,
                {.jobs = hunt.settings.jobs,
                 .budget = hunt.settings.budget,
                 .test = hunt.settings.test,
                 .lineage = hunt.settings.most > 1}) {
    hunt_.found.resize(hunt.designs.size());
    for (std::size_t i = 0; i < hunt.designs.size(); ++i)
      survived_.emplace_back(hunted_, i, frame_of(hunt.ground.scenario, hunt.designs[i]));
  }

  void run() {
    without_faults();
    try_all(single_faults(), "single faults");
    for (std::size_t size = 2; size <= hunt_.settings.most; ++size)
      try_all(larger_sets(size), size == 2 ? "pairs" : "triples");
    explain();
    for (std::size_t i = 0; i < hunt_.found.size(); ++i) list_unbroken(i);
    hunt_.runs = trials_.runs();
  }

 private:
  /// Asks, and has what is not known run, until all is known or the budget spent.
  template <class Ask>
  void settle(Ask ask) {
    do ask();
    while (trials_.run_asked());
  }

  void without_faults() {
    std::vector<FaultSet> sets;
    for (std::size_t i = 0; i < hunt_.designs.size(); ++i)
      sets.push_back(full_set(hunt_.menu, i, {}));
    settle([&] {
      for (const auto& set : sets) trials_.breaks(set);
    });
    for (const auto& set : sets) {
      auto& found = hunt_.found[set.design];
      found.without = trials_.means(set);
      found.holds = trials_.breaks(set) == false;
    }
  }

  std::vector<FaultSet> single_faults() const {
    std::vector<FaultSet> sets;
    for (std::size_t fault = 0; fault < hunt_.menu.faults.size(); ++fault)
      for (const auto design : hunt_.menu.faults[fault].place.designs)
        if (hunt_.found[design].holds) sets.push_back(full_set(hunt_.menu, design, {fault}));
    return sets;
  }

  /// Of the designs in turn, so that the budget is for all of them.
  std::vector<FaultSet> larger_sets(std::size_t size) const {
    std::vector<std::vector<FaultSet>> all;
    std::size_t longest = 0;
    for (const auto& survived : survived_) {
      all.push_back(survived.worth_trying(size));
      longest = std::max(longest, all.back().size());
    }
    std::vector<FaultSet> sets;
    for (std::size_t i = 0; i < longest; ++i)
      for (const auto& own : all)
        if (i < own.size()) sets.push_back(own[i]);
    return sets;
  }

  void try_all(const std::vector<FaultSet>& sets, const char* what) {
    if (hunt_.settings.tell && !sets.empty())
      hunt_.settings.tell(fmt::format("{} {} ({} runs of {} so far)", sets.size(), what,
                                      trials_.runs(), hunt_.settings.budget));
    if (sets.empty()) return;
    const auto step = sets.front().faults.size() == 1 ? sets.size() : at_once;
    for (std::size_t i = 0; i < sets.size(); i += step)
      try_some({sets.begin() + static_cast<std::ptrdiff_t>(i),
                sets.begin() + static_cast<std::ptrdiff_t>(std::min(sets.size(), i + step))});
  }

  void try_some(const std::vector<FaultSet>& sets) {
    settle([&] {
      for (const auto& set : sets) trials_.breaks_once(set);
    });
    settle([&] {
      for (const auto& set : sets)
        if (trials_.breaks_once(set) == true) trials_.breaks(set);
    });
    std::vector<Find> finds;
    for (const auto& set : sets) {
      const auto once = trials_.breaks_once(set);
      const auto broken = once == true ? trials_.breaks(set) : once;
      if (!broken) hunt_.untried.push_back(set);
      if (broken == false)
        survived_[set.design].add(numbers_of(set), trials_.first(set), harm_of(set));
      if (broken == true) survived_[set.design].add_broken(numbers_of(set));
      if (broken == true) finds.push_back({.set = set});
    }
    settle([&] {
      for (auto& find : finds) shrink(find);
    });
    for (auto& find : finds) {
      find.smallest = find.set;
      find.smallest.lasting = find.least_lasting.value_or(find.set.lasting);
      find.replications = trials_.replications(find.smallest);
      find.means = trials_.means(find.smallest);
      hunt_.found[find.set.design].finds.push_back(std::move(find));
    }
  }

  void shrink(Find& find) {
    find.least_lasting = least(find.set, hunt_.menu.seconds,
                               [](FaultSet& set) -> std::size_t& { return set.lasting; });
    find.least_strengths.clear();
    for (std::size_t i = 0; i < find.set.faults.size(); ++i) {
      const auto& rungs = hunt_.menu.faults[find.set.faults[i].fault].rungs;
      auto& strength = find.least_strengths.emplace_back();
      if (rungs.size() > 1)
        strength = least(find.set, rungs,
                         [i](FaultSet& set) -> std::size_t& { return set.faults[i].strength; });
    }
  }

  /// The least rung of one size of the set, looked for first where it would be if the harm grew in
  /// proportion to the size.
  template <class Size>
  std::optional<std::size_t> least(const FaultSet& set, const std::vector<double>& rungs,
                                   Size size) {
    const auto on = [&](std::size_t rung) {
      auto changed = set;
      size(changed) = rung;
      return changed;
    };
    const auto guess = std::ranges::lower_bound(rungs, rungs.back() / harm_of(set));
    return least_rung(
        rungs.size() - 1, static_cast<std::size_t>(guess - rungs.begin()),
        [&](std::size_t rung) { return trials_.breaks_once(on(rung)); },
        [&](std::size_t rung) { return trials_.breaks(on(rung)); });
  }

  /// How far the claim that came nearest to its bound went towards it, 1 being there.
  double harm_of(const FaultSet& set) const {
    const auto& with = trials_.first(set).measures;
    const auto& without = hunt_.found[set.design].without;
    double harm = 0;
    for (const auto& [measure, at_least, at_most] : hunt_.hypothesis.claims)
      for (const auto& bound : {at_least, at_most}) {
        if (!bound) continue;
        const auto gone = (without[measure] - with[measure]) / (without[measure] - *bound);
        if (std::isfinite(gone)) harm = std::max(harm, gone);
      }
    return harm;
  }

  void explain() {
    std::vector<Find*> finds;
    std::vector<FaultSet> sets;
    for (auto& found : hunt_.found)
      for (auto& find : found.finds) {
        finds.push_back(&find);
        sets.push_back(find.smallest);
      }
    auto explained = trials_.explained(sets);
    for (std::size_t i = 0; i < finds.size(); ++i) finds[i]->explained = std::move(explained[i]);
  }

  void list_unbroken(std::size_t design) {
    auto& found = hunt_.found[design];
    if (!found.holds) return;
    std::set<std::string> struck;
    std::set<std::string> broken;
    for (const auto& fault : hunt_.menu.faults)
      if (among(fault.place.designs, design)) struck.insert(fault.place.full_name);
    for (const auto& set : hunt_.untried)
      if (set.design == design && set.faults.size() == 1)
        broken.insert(hunt_.menu.faults[set.faults.front().fault].place.full_name);
    for (const auto& find : found.finds)
      for (const auto& sized : find.set.faults)
        broken.insert(hunt_.menu.faults[sized.fault].place.full_name);
    for (const auto& place : hunt_.menu.places)
      if (struck.contains(place) && !broken.contains(place)) found.unbroken.push_back(place);
  }

  Hunt& hunt_;
  const Hunted hunted_;
  Trials trials_;
  std::vector<Survived> survived_;  ///< by design
};

}  // namespace

bool Hunt::breaks() const {
  return std::ranges::any_of(
      found, [](const DesignHunt& one) { return !one.holds || !one.finds.empty(); });
}

Hunt hunt(const Experiment& experiment, const HuntSettings& settings) {
  auto ground = ground_of(experiment);
  auto menu = menu_of(ground, experiment.designs, settings.filter);
  Hunt hunt{.title = experiment.scenario.title,
            .designs = experiment.designs,
            .ground = std::move(ground),
            .menu = std::move(menu),
            .hypothesis = hypothesis_for(experiment, settings.hypotheses),
            .settings = settings,
            .seed = experiment.seed()};
  Search(hunt).run();
  return hunt;
}

}  // namespace faultline
