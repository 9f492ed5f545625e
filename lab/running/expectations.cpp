#include "lab/running/expectations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "analysis/measures/incident_measures.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/steady_state.hpp"
#include "models/scenario/frame.hpp"
#include "sim/language/among.hpp"

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
  return 1 + index_among(frame.slices(), window);
}

bool holds(const RunFrame& frame, const std::string& window) {
  return slice_of(frame, window) <= frame.slices().size();
}

using Keys = std::initializer_list<std::string_view>;

constexpr Keys of_whole_runs{"time_to_recover_s", "collapsed", "blast_radius"};
constexpr Keys of_copies{"staleness_p99_s", "stale_reads", "divergence"};
constexpr Keys of_groups{"lag_max", "lag_p99_s", "consumers"};
constexpr Keys of_clients{"known_p50_s", "known_p99_s", "never_known"};
constexpr Keys of_publishers{"publish_wait_p99_s", "publish_waits"};
/// What is no request's, but a part's.
constexpr Keys of_parts{"amplification", "wasted_work", "cache_hits",
                        "instances",     "backlog_max", "rebuild_max_s"};

/// The incident that a measure counts, if it is one of those.
std::optional<Incident> incident_in(std::string_view measure) {
  const auto* found = find_among(incident_measures, measure, &IncidentMeasure::key);
  return found ? std::optional(found->what) : std::nullopt;
}

/// Whether a run has what the measures of whole runs compare: a steady state, and a fault after it
/// that, but for the blast radius, ends.
bool strikes_steady_state(const RunFrame& frame, std::string_view measure) {
  const auto steady = steady_buckets(frame, Buckets(frame.length));
  return steady.size() >= SteadyState::fewest_buckets &&
         std::ranges::any_of(frame.faults, [&](const Window& fault) {
           return strikes(fault, frame) && (measure == "blast_radius" || fault.to < frame.length);
         });
}

bool asks_caches(const Scenario& scenario, const std::string& design) {
  const auto outline = outline_of(scenario, find_entry(scenario.designs, design)->value);
  return std::ranges::any_of(outline.operations,
                             [](const auto& item) { return !item.mentions.caches.empty(); });
}

/// Why a measure can have no value in a design, whatever happens; empty where it can.
std::string_view why_never(const ExpectationSettings& expected, const Scenario& scenario,
                           const std::string& design) {
  const auto& measure = measures[find_measure(expected.measure.name).value()];
  const auto& key = measure.key;
  const auto frame = frame_of(scenario, design);
  const auto what = incident_in(key);
  if (expected.request_class)
    for (const auto keys :
         {of_whole_runs, of_copies, of_groups, of_clients, of_publishers, of_parts})
      if (what || among(keys, key)) return "it is not measured per request class";
  if (measure.group == Measure::Group::delivery)
    return frame.delivery && window_of(expected).text.empty() ? "" : measure.missing;
  if (what) return frame.can_have(*what) ? "" : measure.missing;
  if (among(of_whole_runs, key))
    return window_of(expected).text.empty() && strikes_steady_state(frame, key) ? ""
                                                                                : measure.missing;
  if (among(of_copies, key) && !frame.reads_copies) return "no replica and no projection is read";
  if (among(of_groups, key) && frame.subscriptions.empty()) return "no operation consumes events";
  if (among(of_clients, key) && !scenario.transaction.follow_up)
    return "the transaction has no \"follow_up\"";
  if (key == "rebuild_max_s" && find_entry(scenario.designs, design)->value.projections.empty())
    return "there is no projection";
  if (among(of_publishers, key) && frame.topics.empty()) return "there is no topic";
  if (key == "cache_hits" && !asks_caches(scenario, design)) return "no cache is used";
  return "";
}

/// Tells of a measure that has no meaning in a design of which something is expected of it.
void check_meaning(const ExpectationSettings& expected, const Scenario& scenario,
                   Problems& problems) {
  for (const auto& name : names_in(scenario.designs)) {
    if (expected.design && expected.design->name != name) continue;
    const auto why = why_never(expected, scenario, name);
    if (!why.empty())
      problems.add(expected.measure.place, fmt::format("\"{}\" has no value in design \"{}\": {}",
                                                       expected.measure.name, name, why));
  }
}

/// A share of something is no more than all of it.
void check_bounds(const ExpectationSettings& expected, Problems& problems) {
  const auto unit = measures[find_measure(expected.measure.name).value()].unit;
  if (unit != Measure::Unit::share && unit != Measure::Unit::probability) return;
  const auto check = [&](std::optional<double> bound, const Place& place) {
    if (bound > 1)
      problems.add(place, fmt::format("{} is out of range: \"{}\" is a {}, 0 to 1", *bound,
                                      expected.measure.name, name_of(unit)));
  };
  check(expected.at_least, expected.place_of_least);
  check(expected.at_most, expected.place_of_most);
}

void check_window(const ExpectationSettings& expected, const Scenario& scenario,
                  Problems& problems) {
  const auto frame = frame_of(scenario, scenario.designs.front().name);
  const auto window = window_of(expected);
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
    if (known) check_bounds(expected, problems);
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
      const auto window = window_of(expected).text;
      const Expectation expectation{slice_of(frame_of(scenario, design), window),
                                    find_measure(expected.measure.name).value(), expected.at_least,
                                    expected.at_most};
      expectations.push_back({design, window, expectation});
    }
  return expectations;
}

}  // namespace faultline
