#include <fmt/format.h>

#include "models/scenario/legal.hpp"
#include "models/scenario/scenario_parts.hpp"
#include "models/scenario/structure/placement.hpp"
#include "models/scenario/validation/validation.hpp"

namespace faultline {

void check_platform(const PlatformSettings& platform, Problems& problems);

namespace {

/// Checks that every part of the scenario has a host.
class PartHosts {
 public:
  PartHosts(const PlatformSettings& platform, Problems& problems)
      : platform_(platform), legal_("host", names_in(platform.hosts)), problems_(problems) {}

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
  for (const auto& part : all_parts(scenario)) {
    for (const auto* host : part.location->named()) tell(*host);
    if (part.location->placement)
      problems.add(part.location->placement->place(),
                   "a placement is given, but there is no \"platform\" with hosts");
  }
}

}  // namespace

void check_hosts(const Scenario& scenario, Problems& problems) {
  if (scenario.cpu == CpuMode::shared)
    for (const auto& [name, place, service] : scenario.services)
      if (service.cores)
        problems.add(place, fmt::format("\"{}\" has \"cores\" of its own, but \"cpu\" is "
                                        "\"shared\": its host says how many there are",
                                        name));
  if (!scenario.platform) return check_no_hosts_named(scenario, problems);
  check_platform(*scenario.platform, problems);
  if (scenario.platform->hosts.empty()) return;
  PartHosts placed(*scenario.platform, problems);
  const auto& client = scenario.transaction;
  placed.check("client", client.entry.place, client.host ? &*client.host : nullptr);
  for (const auto& part : all_parts(scenario)) {
    if (!part.broker.empty() || part.location->placement) continue;
    const auto hosts = part.location->named();
    if (hosts.empty()) placed.check(part.name, part.place, nullptr);
    for (const auto* host : hosts) placed.check(part.name, part.place, host);
  }
}

}  // namespace faultline
