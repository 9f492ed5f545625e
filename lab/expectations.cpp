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
  if (expected.before) return {"before " + expected.before->name, expected.before->place};
  if (expected.during) return {"during " + expected.during->name, expected.during->place};
  if (expected.after) return {"after " + expected.after->name, expected.after->place};
  if (expected.request_class)
    return {"class " + expected.request_class->name, expected.request_class->place};
  return {"", expected.place};
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

}  // namespace

void check_expectations_measured(const Scenario& scenario, Problems& problems) {
  constexpr auto keys = measure_keys();
  const std::vector<std::string> legal(keys.begin(), keys.end());
  const auto frame = frame_of(scenario, scenario.designs.front().name);
  for (const auto& expected : scenario.expect) {
    if (!find_measure(expected.measure.name))
      problems.add(expected.measure.place, not_among("measure", expected.measure.name, legal));
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
