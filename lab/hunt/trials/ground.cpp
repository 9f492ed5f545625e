#include "lab/hunt/trials/ground.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

constexpr Duration usual_longest = std::chrono::seconds(60);
constexpr Duration least_before = std::chrono::seconds(6);
constexpr Duration least_after = std::chrono::seconds(10);
constexpr auto dropped = std::to_array<std::string_view>(
    {"faults", "workflows", "monkey", "hypothesis", "abort", "expect", "lesson"});

/// Whether as many requests are expected in each part of the run.
bool has_constant_load(const Scenario& scenario) {
  constexpr int parts = 16;
  const auto length = scenario.run.length;
  const auto all = scenario.workload->expected_by(Time{length});
  for (int i = 1; i < parts; ++i) {
    const auto share = static_cast<double>(i) / parts;
    const auto until = scenario.workload->expected_by(Time{length * i / parts});
    if (!(std::abs(until - share * all) <= 1e-3 * all)) return false;
  }
  return true;
}

bool can_be_cut(const Scenario& scenario) {
  return scenario.changes.empty() && scenario.all_releases().empty() && !scenario.delivery &&
         has_constant_load(scenario);
}

}  // namespace

Ground ground_of(const Experiment& experiment) {
  const auto& run = experiment.scenario.run;
  auto document = experiment.document;
  std::erase_if(document.root.members,
                [](const Member& member) { return among(dropped, member.key); });
  const auto longest = std::min<Duration>(
      usual_longest, std::chrono::floor<std::chrono::milliseconds>(run.length / 6));
  const auto before = std::max<Duration>(least_before, longest / 6);
  const auto cut = run.warmup + before + longest + std::max<Duration>(least_after, longest);
  const bool is_cut = cut < run.length && can_be_cut(experiment.scenario);
  if (is_cut) set_value(document, "run.length=" + written(cut));
  auto scenario = read_scenario(document);
  const auto middle = run.warmup + (run.length - run.warmup - longest) / 2;
  return {std::move(document), std::move(scenario), is_cut ? run.warmup + before : middle, longest,
          is_cut};
}

}  // namespace faultline
