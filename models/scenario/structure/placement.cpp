#include "models/scenario/structure/placement.hpp"

#include "models/scenario/scenario_parts.hpp"

namespace faultline {

std::optional<std::string> host_for(const PlatformSettings& platform, const std::string& part,
                                    const Reference* named) {
  const auto& hosts = platform.hosts;
  const auto& wanted = named ? named->name : part;
  if (hosts.find(wanted)) return wanted;
  if (!named && hosts.size() == 1) return hosts.front().name;
  return std::nullopt;
}

namespace {

PlatformSpec::Zone zone_of(const std::string& name, const ZoneSettings& settings) {
  PlatformSpec::Zone zone{name, settings.latency->least(), settings.bandwidth.bytes_per_second, {}};
  for (const auto& [rack, place, own] : settings.racks)
    if (own.has_uplink())
      zone.uplinks.push_back(
          {rack, own.latency ? own.latency->least() : Duration::zero(),
           own.bandwidth.value_or(RackSettings::usual_bandwidth).bytes_per_second});
  return zone;
}

PlatformSpec described(const PlatformSettings& platform) {
  PlatformSpec spec;
  if (platform.file) {
    spec.file = platform.path;
    spec.reference = platform.reference;
    return spec;
  }
  for (const auto& [name, place, zone] : platform.zones) spec.zones.push_back(zone_of(name, zone));
  for (const auto& [name, place, host] : platform.hosts) {
    PlatformSpec::Host made(name, host.cores, host.speed);
    made.rack = host.rack;
    find_among(spec.zones, host.zone)->hosts.push_back(std::move(made));
  }
  for (const auto& link : platform.links)
    spec.links.push_back({link.name.name,
                          {link.between[0].name, link.between[1].name},
                          link.latency->least(),
                          link.bandwidth.bytes_per_second,
                          link.shared});
  for (const auto& route : platform.routes)
    spec.routes.push_back({{route.between[0].name, route.between[1].name}, names_in(route.links)});
  return spec;
}

std::vector<std::string> part_names(const Scenario& scenario, const DesignSettings& design) {
  std::vector<std::string> names{"client"};
  for (const auto& parts : {shared_parts(scenario), own_parts(design)})
    for (const auto& part : parts) names.push_back(part.name);
  return names;
}

}  // namespace

PlatformSpec spec_of(const Scenario& scenario, const DesignSettings& design) {
  if (!scenario.platform) return default_platform(part_names(scenario, design));
  return described(*scenario.platform);
}

std::string host_of(const Scenario& scenario, const ScenarioPart& part, std::int64_t copy) {
  if (!scenario.platform) return part.name;
  return host_for(*scenario.platform, part.name, part.location->of(copy)).value_or("");
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
