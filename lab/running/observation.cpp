#include "lab/running/observation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "analysis/measures/incident_measures.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/steady_state.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"

namespace faultline {

WindowName window_of(const RequestSelection& selection, const Place& otherwise) {
  WindowName window{"", otherwise};
  const auto add = [&](const char* what, const std::optional<Reference>& named) {
    if (!named) return;
    window.text += fmt::format("{}{} {}", window.text.empty() ? "" : " ", what, named->name);
    window.place = named->place;
  };
  add("class", selection.request_class);
  add("before", selection.before);
  add("during", selection.during);
  add("after", selection.after);
  return window;
}

std::size_t slice_of(const RunFrame& frame, const std::string& window) {
  if (window.empty()) return 0;
  return 1 + index_among(frame.slices(), window);
}

bool holds(const RunFrame& frame, const std::string& window) {
  return slice_of(frame, window) <= frame.slice_count();
}

namespace {

using MeasureKeys = std::initializer_list<std::string_view>;

constexpr MeasureKeys of_whole_runs{"time_to_recover_s", "collapsed", "blast_radius"};
constexpr MeasureKeys of_copies{"staleness_p99_s", "stale_reads", "divergence"};
constexpr MeasureKeys of_groups{"lag_max", "lag_p99_s", "consumers"};
constexpr MeasureKeys of_clients{"known_p50_s", "known_p99_s", "never_known"};
constexpr MeasureKeys of_publishers{"publish_wait_p99_s", "publish_waits"};
/// What is no request's, but a part's.
constexpr MeasureKeys of_parts{"amplification", "wasted_work", "cache_hits",
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

}  // namespace

std::string_view why_never(const Observation& observation, const Scenario& scenario) {
  const auto& [design, name, window] = observation;
  const auto& measure = measures[find_measure(name).value()];
  const auto& key = measure.key;
  const auto frame = frame_of(scenario, design);
  const auto what = incident_in(key);
  if (window.starts_with("class "))
    for (const auto keys :
         {of_whole_runs, of_copies, of_groups, of_clients, of_publishers, of_parts})
      if (what || among(keys, key)) return "it is not measured per request class";
  if (measure.group == Measure::Group::delivery)
    return frame.delivery && window.empty() ? "" : measure.missing;
  if (what) return frame.can_have(*what) ? "" : measure.missing;
  if (among(of_whole_runs, key))
    return window.empty() && strikes_steady_state(frame, key) ? "" : measure.missing;
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

void check_bound(std::string_view measure, std::optional<double> bound, const Place& place,
                 Problems& problems) {
  const auto unit = measures[find_measure(measure).value()].unit;
  if (unit != Measure::Unit::share && unit != Measure::Unit::probability) return;
  if (bound > 1)
    problems.add(place, fmt::format("{} is out of range: \"{}\" is a {}, 0 to 1", *bound, measure,
                                    name_of(unit)));
}

}  // namespace faultline
