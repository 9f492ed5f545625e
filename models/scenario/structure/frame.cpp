#include "models/scenario/structure/frame.hpp"

#include <algorithm>
#include <set>

#include "models/scenario/scenario_parts.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Before, during and after something.
void add_windows(RunFrame& frame, const Window& something) {
  const auto ends = std::min(something.to, frame.length);
  const auto add = [&](const std::string& when, Time from, Time to) {
    from = std::max(from, frame.warm);
    if (from < to) frame.windows.push_back({when + " " + something.name, from, to});
  };
  add("before", frame.warm, something.from);
  add("during", something.from, ends);
  add("after", ends, frame.length);
}

/// Of very many faults only those have windows that an expectation names: three for each of
/// thousands would cost more than the run, and nobody would read them.
bool has_windows(const Scenario& scenario, const std::string& fault) {
  if (scenario.faults.size() <= most_faults_with_windows) return true;
  return std::ranges::any_of(scenario.expect, [&](const ExpectationSettings& one) {
    return std::ranges::any_of(std::initializer_list{one.before, one.during, one.after},
                               [&](const auto& name) { return name && name->name == fault; });
  });
}

/// Nothing of one that comes when a condition holds.
std::optional<Window> window_of(const Change& change) {
  if (!change.at) return std::nullopt;
  const auto from = Time{*change.at};
  const auto ends = change.lasts ? from + change.over + *change.lasts + change.over : end_of_time;
  return Window{change.name.name, from, ends};
}

/// As long as it can take.
Window window_of(const Release& release, const Table<ServiceSettings>& services) {
  std::vector<std::int64_t> instances;
  for (const auto& service : release.services)
    if (const auto* own = find_entry(services, service.name))
      instances.push_back(own->value.instances);
  const auto from = Time{release.at};
  return {release.name.name, from, from + release.takes_at_most(instances)};
}

/// What cannot come about in a design, since nothing in it could bring it about.
std::vector<Incident> impossible(const Scenario& scenario, const Outline& outline,
                                 const std::vector<bool>& reached) {
  bool tells = false;
  bool takes_back = scenario.transaction.saga.has_value();
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    tells = tells || !outline.operations[i].mentions.told.empty();
    takes_back = takes_back || outline.operations[i].mentions.takes_back;
  }
  const bool consumes = !outline.design->subscriptions.empty();
  const bool keys = scenario.workload && scenario.workload->keys().has_value();
  std::vector<Incident> without;
  const auto need = [&](bool there, std::initializer_list<Incident> kinds) {
    if (!there) without.insert(without.end(), kinds);
  };
  need(tells, {Incident::phantom, Incident::dual_write_lost});
  need(takes_back, {Incident::compensated, Incident::stuck});
  need(consumes && keys, {Incident::reordered});
  need(consumes, {Incident::dead_lettered, Incident::expired});
  need(!scenario.stores.empty(), {Incident::update_lost});
  need(!scenario.releases.empty() || !outline.design->releases.empty(), {Incident::release_failed});
  need(!scenario.contracts.empty(), {Incident::misread});
  return without;
}

/// A query of any copy is at a replica now and then, if there is one.
bool reads_copies(const Scenario& scenario, const Outline& outline,
                  const std::vector<bool>& reached) {
  const auto at_replica = [&](const Mentions::Query& query) {
    return query.copy != Copy::primary &&
           find_entry(scenario.stores, query.store.name)->value.replicas > 0;
  };
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const auto& mentions = outline.operations[i].mentions;
    if (reached[i] &&
        (!mentions.reads.empty() || std::ranges::any_of(mentions.queries, at_replica)))
      return true;
  }
  return false;
}

/// From the end of the warm-up and from each begin and end of a fault on, windows of one length;
/// the last before the next of these takes in what is left over.
std::vector<Time> window_starts(const RunFrame& frame, Duration length) {
  std::set<Time> edges{frame.warm, frame.length};
  for (const auto& fault : frame.faults)
    for (const auto edge : {fault.from, fault.to})
      if (edge > frame.warm && edge < frame.length) edges.insert(edge);
  std::vector<Time> starts;
  for (auto edge = edges.begin(); *edge != frame.length; ++edge) {
    starts.push_back(*edge);
    const auto next = *std::next(edge);
    for (auto from = *edge + length; next - from >= length; from += length) starts.push_back(from);
  }
  return starts;
}

/// Nothing where no probe is for this design.
std::optional<HypothesisFrame> hypothesis_of(const Scenario& scenario, const std::string& design,
                                             const RunFrame& frame) {
  HypothesisFrame hypothesis;
  if (!scenario.hypothesis) return std::nullopt;
  for (const auto& probe : scenario.hypothesis->probes) {
    if (!probe.applies_to(design)) continue;
    auto& own = hypothesis.probes.emplace_back(
        Probe{probe.measure.name, std::nullopt, probe.at_least, probe.at_most});
    if (probe.request_class)
      own.request_class = index_among(frame.classes, probe.request_class->name);
  }
  if (hypothesis.probes.empty()) return std::nullopt;
  hypothesis.starts = window_starts(frame, scenario.hypothesis->window);
  return hypothesis;
}

void add_faults(const Scenario& scenario, RunFrame& frame) {
  for (const auto& fault : scenario.faults) {
    if (fault->recurrence() && fault->recurrence()->trigger())
      frame.conditional.push_back(frame.faults.size());
    frame.faults.push_back({fault->name(), fault->starts(), fault->ends()});
    if (has_windows(scenario, fault->name())) add_windows(frame, frame.faults.back());
  }
}

}  // namespace

RunFrame frame_of(const Scenario& scenario, const std::string& design) {
  const auto& settings = find_entry(scenario.designs, design)->value;
  const auto outline = outline_of(scenario, settings);
  const auto reached = outline.reached_from(scenario.entries(), true);
  RunFrame frame;
  frame.warm = Time{scenario.run.warmup};
  frame.length = Time{scenario.run.length};
  frame.end = frame.length + scenario.run.drain;
  frame.deadline = scenario.transaction.deadline;
  for (std::size_t i = 0; i < reached.size(); ++i)
    if (reached[i]) frame.operations.push_back(outline.operations[i].name);
  for (const auto& part : measured_parts(scenario, settings))
    frame.parts.push_back(part.full_name());
  for (const auto& subscription : settings.subscriptions)
    for (const auto& group : subscription.value.groups(subscription.name))
      frame.parts.push_back("subscription " + group);
  frame.places = places_of(scenario, settings);
  frame.topics = names_in(settings.topics);
  for (const auto& [name, place, subscription] : settings.subscriptions) {
    const auto consumed = subscription.consumed();
    const auto groups = subscription.groups(name);
    for (std::size_t i = 0; i < groups.size(); ++i)
      frame.subscriptions.push_back({groups[i], index_among(frame.topics, consumed[i].name),
                                     index_among(frame.operations, name)});
  }
  for (const auto& [name, place, topic] : settings.topics)
    frame.brokers.push_back(topic.broker ? index_among(frame.places, "broker " + topic.broker->name)
                                         : 0);
  const auto add_asked = [&](const Reference& entry) {
    frame.asked.push_back(index_among(frame.places, "service " + service_in(entry.name)));
  };
  if (frame.classes.empty()) add_asked(scenario.transaction.entry);
  if (scenario.workload)
    for (const auto& [name, place, own] : scenario.workload->classes())
      add_asked(own.entry ? *own.entry : scenario.transaction.entry);
  frame.without = impossible(scenario, outline, reached);
  frame.reads_copies = reads_copies(scenario, outline, reached);
  if (scenario.workload) frame.classes = names_in(scenario.workload->classes());
  if (const auto& delivery = scenario.delivery)
    frame.delivery = {"delivery", Time{delivery->warmup}, Time{delivery->length}};
  add_faults(scenario, frame);
  for (const auto& [name, when] : scenario.workflow_spans)
    add_windows(frame, {name, when.from, when.to});
  for (const auto& change : scenario.changes)
    if (const auto window = window_of(change)) add_windows(frame, *window);
  const auto own_releases = scenario.releases_of(settings);
  for (const auto* release : scenario.all_releases()) {
    const auto window = window_of(*release, scenario.services);
    if (std::ranges::count(own_releases, release) > 0)
      frame.releases.push_back(window);
    else
      frame.releases_of_others.push_back(window.name);
    add_windows(frame, window);
  }
  frame.hypothesis = hypothesis_of(scenario, design, frame);
  frame.can_abort = scenario.abort.has_value();
  return frame;
}

}  // namespace faultline
