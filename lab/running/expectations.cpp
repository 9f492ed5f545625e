#include "lab/running/expectations.hpp"

#include <fmt/format.h>

#include "analysis/measures/measures.hpp"
#include "lab/running/observation.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

WindowName window_named_in(const ExpectationSettings& expected) {
  return window_of(expected, expected.place);
}

/// Tells of a measure that has no meaning in a design of which something is expected of it.
void check_meaning(const ExpectationSettings& expected, const Scenario& scenario,
                   Problems& problems) {
  for (const auto& name : names_in(scenario.designs)) {
    if (expected.design && expected.design->name != name) continue;
    const Observation observation{name, expected.measure.name, window_named_in(expected).text};
    const auto why = why_never(observation, scenario);
    if (!why.empty())
      problems.add(expected.measure.place, fmt::format("\"{}\" has no value in design \"{}\": {}",
                                                       expected.measure.name, name, why));
  }
}

void check_window(const ExpectationSettings& expected, const Scenario& scenario,
                  Problems& problems) {
  const auto frame = frame_of(scenario, scenario.designs.front().name);
  const auto window = window_named_in(expected);
  if (!holds(frame, window.text))
    problems.add(window.place,
                 fmt::format("nothing is measured \"{}\": the measured part of the run, from {} s "
                             "to {} s, does not include that time",
                             window.text, seconds(frame.warm), seconds(frame.length)));
}

}  // namespace

void check_expectations_measured(const Scenario& scenario, Problems& problems) {
  constexpr auto keys = measure_keys();
  const std::vector<std::string> legal(keys.begin(), keys.end());
  const bool sound = problems.none();
  for (const auto& expected : scenario.expect) {
    const auto& [name, place] = expected.measure;
    const bool known = find_measure(name).has_value();
    if (known) check_bound(name, expected.at_least, expected.place_of_least, problems);
    if (known) check_bound(name, expected.at_most, expected.place_of_most, problems);
    if (!known && !name.empty()) problems.add(place, not_among("measure", name, legal));
    if (known && sound) check_meaning(expected, scenario, problems);
    if (sound) check_window(expected, scenario, problems);
  }
}

std::vector<NamedExpectation> expectations_on(const Scenario& scenario,
                                              const std::vector<std::string>& designs) {
  std::vector<NamedExpectation> expectations;
  for (const auto& expected : scenario.expect)
    for (const auto& design : designs) {
      if (expected.design && expected.design->name != design) continue;
      const auto window = window_named_in(expected).text;
      const Expectation expectation{slice_of(frame_of(scenario, design), window),
                                    find_measure(expected.measure.name).value(), expected.at_least,
                                    expected.at_most};
      expectations.push_back({design, window, expectation});
    }
  return expectations;
}

}  // namespace faultline
