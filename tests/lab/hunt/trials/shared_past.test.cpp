#include "lab/hunt/trials/shared_past.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "lab/processes/process_pool.hpp"
#include "sim/language/among.hpp"
#include "tests/lab/hunt/setting.hpp"

using namespace faultline;

namespace {

const std::vector<std::string> both{"calls", "events"};

/// The tiny scenario, whose bank keeps its payments in a store.
std::string with_store() {
  auto text = replaced(tiny_scenario, R"("operations")",
                       R"("stores": { "payments": { "owner": "bank", "time": "3ms" } },
                          "operations")");
  return replaced(text, R"({ "effect": "paid" })",
                  R"({ "query": "payments", "write": true }, { "effect": "paid" })");
}

/// Every fault of the menu that strikes this design, by itself, and nothing at all.
std::vector<FaultSet> sets_of(const Menu& menu, std::size_t design) {
  std::vector<FaultSet> sets{full_set(menu, design, {})};
  for (std::size_t i = 0; i < menu.faults.size(); ++i)
    if (among(menu.faults[i].place.designs, design)) sets.push_back(full_set(menu, design, {i}));
  return sets;
}

/// A process simulates once.
template <class Run>
std::vector<TrialResult> apart(const Run& run) {
  return results_from_bytes(run_apart([&] { return to_bytes(run()); }));
}

void check_same(const TrialResult& shared, const TrialResult& whole) {
  CHECK(shared.touched == whole.touched);
  for (std::size_t i = 0; i < whole.measures.size(); ++i) {
    INFO(measures[i].key);
    if (std::isnan(whole.measures[i]) || is_of_inside(i))
      CHECK(std::isnan(shared.measures[i]));
    else
      CHECK_THAT(shared.measures[i], Catch::Matchers::WithinRel(whole.measures[i], 1e-12));
  }
}

}  // namespace

TEST_CASE("A run that goes on from a shared past comes to what it comes to by itself") {
  const auto ground = ground_of(experiment_in(with_store()));
  const auto menu = menu_of(ground, both, {});
  const Hunted hunted{ground, menu, both};
  for (const auto look : {Inspection::measures, Inspection::lineage})
    for (std::size_t design = 0; design < both.size(); ++design) {
      TrialGroup group{design, 1, look, sets_of(menu, design)};
      std::erase_if(group.sets, [&](const FaultSet& set) { return !shares_past(hunted, set); });
      const auto results = apart([&] { return results_of(hunted, group); });
      REQUIRE(results.size() > 10);
      for (std::size_t i = 0; i < results.size(); ++i) {
        INFO(both[design] << ": " << text_of(menu, group.sets[i]));
        const auto whole =
            apart([&] { return std::vector{result_of(hunted, group.sets[i], 1, look, false)}; });
        check_same(results[i], whole.front());
      }
    }
}

TEST_CASE("A fault that changes what comes before it shares no past") {
  const auto ground = ground_of(experiment_in(with_store()));
  const auto menu = menu_of(ground, both, {});
  const Hunted hunted{ground, menu, both};
  std::vector<std::string> alone;
  for (const auto& set : sets_of(menu, 0))
    if (!shares_past(hunted, set)) alone.push_back(text_of(menu, set));
  CHECK(alone == std::vector<std::string>{"lock of store payments"});
}

TEST_CASE("Nothing shares a past where SimGrid drives messages") {
  const auto flows = replaced(tiny_scenario, R"("services")", R"("network": "flows", "services")");
  const auto ground = ground_of(experiment_in(flows));
  const auto menu = menu_of(ground, both, {});
  for (const auto& set : sets_of(menu, 0)) CHECK_FALSE(shares_past({ground, menu, both}, set));
}
