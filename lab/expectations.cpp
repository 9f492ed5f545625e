#include "lab/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/measures.hpp"
#include "models/scenario/frame.hpp"

namespace faultline {

namespace {

struct WindowName {
  std::string text;  ///< empty for the whole run
  Place place;
};

WindowName window_of(const ExpectationSettings& expected) {
  WindowName window{"", expected.place};
  const auto add = [&](const char* what, const std::optional<Reference>& named) {
    if (!named) return;
    window.text += fmt::format("{}{} {}", window.text.empty() ? "" : " ", what, named->name);
    window.place = named->place;
  };
  add("class", expected.request_class);
  add("before", expected.before);
  add("during", expected.during);
  add("after", expected.after);
  return window;
}

/// Index in RunSummary::measures; the number of slices where the run does not hold the window.
std::size_t slice_of(const RunFrame& frame, const std::string& window) {
  if (window.empty()) return 0;
  const auto slices = frame.slices();
  return 1 + static_cast<std::size_t>(std::ranges::find(slices, window) - slices.begin());
}

bool holds(const RunFrame& frame, const std::string& window) {
  return slice_of(frame, window) <= frame.slices().size();
}

/// The incident that a measure counts, if it is one of those.
std::optional<Incident> incident_in(std::string_view measure) {
  const auto found = std::ranges::find(incident_measures, measure, &IncidentMeasure::key);
  if (found == incident_measures.end()) return std::nullopt;
  return found->what;
}

/// Tells of a measure that has no meaning in a design of which something is expected of it.
void check_meaning(const ExpectationSettings& expected, const Scenario& scenario,
                   Problems& problems) {
  const auto what = incident_in(expected.measure.name);
  if (!what) return;
  const auto& measure = measures[find_measure(expected.measure.name).value()];
  for (const auto& name : names_in(scenario.designs)) {
    if (expected.design && expected.design->name != name) continue;
    if (expected.request_class || !frame_of(scenario, name).can_have(*what))
      problems.add(expected.measure.place,
                   fmt::format("\"{}\" has no value in design \"{}\": {}", measure.key, name,
                               expected.request_class ? "it is no matter of request classes"
                                                      : measure.missing));
  }
}

}  // namespace

void check_expectations_measured(const Scenario& scenario, Problems& problems) {
  constexpr auto keys = measure_keys();
  const std::vector<std::string> legal(keys.begin(), keys.end());
  const auto frame = frame_of(scenario, scenario.designs.front().name);
  for (const auto& expected : scenario.expect) {
    if (!find_measure(expected.measure.name))
      problems.add(expected.measure.place, not_among("measure", expected.measure.name, legal));
    check_meaning(expected, scenario, problems);
    const auto window = window_of(expected);
    if (!holds(frame, window.text))
      problems.add(window.place,
                   fmt::format("nothing is measured \"{}\": the measured run, from {} s to {} s, "
                               "holds no such time",
                               window.text, seconds(frame.warm), seconds(frame.length)));
  }
}

std::vector<NamedExpectation> expectations_on(const Scenario& scenario,
                                              const std::vector<std::string>& designs) {
  std::vector<NamedExpectation> expectations;
  for (const auto& expected : scenario.expect)
    for (const auto& design : designs) {
      if (expected.design && expected.design->name != design) continue;
      const auto window = window_of(expected).text;
      const Expectation expectation{slice_of(frame_of(scenario, design), window),
                                    find_measure(expected.measure.name).value(), expected.at_least,
                                    expected.at_most};
      expectations.push_back({design, window, expectation});
    }
  return expectations;
}

}  // namespace faultline
