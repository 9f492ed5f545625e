#include <fmt/format.h>

#include <set>

#include "models/scenario/legal.hpp"
#include "models/scenario/placement.hpp"
#include "models/scenario/scenario_parts.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

void check_links(const PlatformSettings& platform, Problems& problems) {
  for (const auto& link : platform.links) {
    if (link.between.size() != 2 || link.between[0].name == link.between[1].name)
      problems.add(link.name.place, "a link connects two different zones");
    for (const auto& zone : link.between)
      if (!zone.name.empty() && !find_entry(platform.zones, zone.name))
        problems.add(zone.place, not_among("zone", zone.name, names_in(platform.zones)));
  }
}

void check_connected(const PlatformSettings& platform, Problems& problems) {
  std::set<std::string> reached{platform.zones.front().name};
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& link : platform.links) {
      const bool first = reached.contains(link.between[0].name);
      const bool second = reached.contains(link.between[1].name);
      if (first == second) continue;
      reached.insert(link.between[first ? 1 : 0].name);
      grown = true;
    }
  }
  for (const auto& zone : platform.zones)
    if (!reached.contains(zone.name))
      problems.add(zone.place, fmt::format("no link leads from zone \"{}\" to zone \"{}\"",
                                           platform.zones.front().name, zone.name));
}

/// Checks that every part of the scenario has a host.
class Placement {
 public:
  Placement(const PlatformSettings& platform, Problems& problems)
      : platform_(platform), legal_("host", hosts_of(platform)), problems_(problems) {}

  void check(const std::string& part, const Place& place, const Reference* named) {
    if (named && named->name.empty()) return;
    if (host_for(platform_, part, named)) return;
    problems_.add(named ? named->place : place, legal_.told(named ? named->name : part));
  }

 private:
  const PlatformSettings& platform_;
  Legal legal_;
  Problems& problems_;
};

ScenarioParts all_parts(const Scenario& scenario) {
  auto all = shared_parts(scenario);
  for (const auto& design : scenario.designs)
    for (auto& part : own_parts(design.value)) all.push_back(std::move(part));
  return all;
}

/// Without a platform each part has a host of its own, and none can be named.
void check_no_hosts_named(const Scenario& scenario, Problems& problems) {
  const auto tell = [&](const Reference& host) {
    problems.add(host.place, "a host is given, but there is no \"platform\" with hosts");
  };
  if (const auto& host = scenario.transaction.host) tell(*host);
  for (const auto& part : all_parts(scenario))
    for (const auto* host : part.location->named()) tell(*host);
}

}  // namespace

void check_platform(const Scenario& scenario, Problems& problems) {
  if (!scenario.platform) return check_no_hosts_named(scenario, problems);
  const auto& platform = *scenario.platform;
  const auto before = problems.count();
  std::set<std::string> names;
  for (const auto& zone : platform.zones)
    for (const auto& host : zone.value.hosts)
      if (!names.insert(host.name).second && !host.name.empty())
        problems.add(host.place, fmt::format("host \"{}\" appears twice", host.name));
  for (const auto& link : platform.links)
    if (!names.insert(link.name.name).second && !link.name.name.empty())
      problems.add(link.name.place,
                   fmt::format("the name \"{}\" is already in use", link.name.name));
  if (names.empty()) return;
  check_links(platform, problems);
  if (problems.count() == before) check_connected(platform, problems);
  Placement placement(platform, problems);
  const auto& client = scenario.transaction;
  placement.check("client", client.entry.place, client.host ? &*client.host : nullptr);
  for (const auto& part : all_parts(scenario)) {
    if (!part.broker.empty()) continue;
    const auto hosts = part.location->named();
    if (hosts.empty()) placement.check(part.name, part.place, nullptr);
    for (const auto* host : hosts) placement.check(part.name, part.place, host);
  }
}

namespace {

void check_name(const std::optional<Reference>& name, const char* what,
                const std::vector<std::string>& legal, Problems& problems) {
  if (name && !name->name.empty() && !among(legal, name->name))
    problems.add(name->place, not_among(what, name->name, legal));
}

}  // namespace

void check_selection(const RequestSelection& selection, const Scenario& scenario,
                     Problems& problems) {
  std::vector<std::string> times;
  for (const auto& fault : scenario.faults) times.push_back(fault->name());
  for (const auto& workflow : scenario.workflow_spans) times.push_back(workflow.name);
  for (const auto& change : scenario.changes)
    if (change.at) times.push_back(change.name.name);
  for (const auto* release : scenario.all_releases()) times.push_back(release->name.name);
  check_name(selection.request_class, "request class", names_in(scenario.workload->classes()),
             problems);
  for (const auto* name : {&selection.before, &selection.during, &selection.after})
    check_name(*name, "fault, workflow, change or release", times, problems);
}

namespace {

void check_hypothesis(const Scenario& scenario, Problems& problems) {
  const auto& hypothesis = *scenario.hypothesis;
  const auto classes = names_in(scenario.workload->classes());
  for (const auto& probe : hypothesis.probes) {
    check_name(probe.design, "design", names_in(scenario.designs), problems);
    check_name(probe.request_class, "request class", classes, problems);
  }
  const auto measured = scenario.run.length - scenario.run.warmup;
  if (measured / hypothesis.window > HypothesisSettings::most_windows &&
      !problems.told_at(hypothesis.place_of_window))
    problems.add(hypothesis.place_of_window,
                 fmt::format("windows of {} s are too short for this run: it would have more than "
                             "{} of them",
                             seconds(hypothesis.window), HypothesisSettings::most_windows));
}

}  // namespace

void check_expectations(const Scenario& scenario, Problems& problems) {
  if (scenario.hypothesis && scenario.hypothesis->window > Duration::zero())
    check_hypothesis(scenario, problems);
  for (const auto& expected : scenario.expect) {
    check_name(expected.design, "design", names_in(scenario.designs), problems);
    check_selection(expected, scenario, problems);
  }
}

}  // namespace faultline
