#include "models/scenario/placement.hpp"

#include "models/scenario/scenario_parts.hpp"

namespace faultline {

std::vector<std::string> hosts_of(const PlatformSettings& platform) {
  std::vector<std::string> hosts;
  for (const auto& zone : platform.zones)
    for (const auto& host : zone.value.hosts) hosts.push_back(host.name);
  return hosts;
}

std::optional<std::string> host_for(const PlatformSettings& platform, const std::string& part,
                                    const Reference* named) {
  const auto& hosts = platform.hosts;
  const auto& wanted = named ? named->name : part;
  if (hosts.contains(wanted)) return wanted;
  if (!named && hosts.size() == 1) return *hosts.begin();
  return std::nullopt;
}

namespace {

std::vector<std::string> part_names(const Scenario& scenario, const DesignSettings& design) {
  std::vector<std::string> names{"client"};
  for (const auto& parts : {shared_parts(scenario), own_parts(design)})
    for (const auto& part : parts) names.push_back(part.name);
  return names;
}

}  // namespace

PlatformSpec spec_of(const Scenario& scenario, const DesignSettings& design) {
  if (!scenario.platform) return default_platform(part_names(scenario, design));
  PlatformSpec spec;
  for (const auto& [name, place, zone] : scenario.platform->zones) {
    auto& made = spec.zones.emplace_back(
        PlatformSpec::Zone{name, zone.latency->least(), zone.bandwidth.bytes_per_second, {}});
    for (const auto& host : zone.hosts) made.hosts.push_back(host.name);
  }
  for (const auto& link : scenario.platform->links)
    spec.links.push_back({link.name.name,
                          {link.between[0].name, link.between[1].name},
                          link.latency->least(),
                          link.bandwidth.bytes_per_second});
  return spec;
}

std::vector<std::string> hosts_of(const Scenario& scenario, const std::string& part) {
  if (!scenario.platform) return {part};
  std::vector<std::string> hosts;
  const auto add = [&](const Reference* named) {
    if (const auto host = host_for(*scenario.platform, part, named)) hosts.push_back(*host);
  };
  const auto* service = find_entry(scenario.services, part);
  if (service)
    for (const auto& named : service->value.location.hosts) add(&named);
  const auto* store = find_entry(scenario.stores, part);
  for (std::int64_t i = 0; store && i < store->value.nodes(); ++i) add(store->value.location.of(i));
  const auto& client = scenario.transaction.host;
  if (hosts.empty()) add(!service && client ? &*client : nullptr);
  return hosts;
}

}  // namespace faultline
