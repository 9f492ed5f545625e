#include "models/scenario/scenario_parts.hpp"

#include <array>

namespace faultline {

std::string ScenarioPart::sort_name() const {
  constexpr std::array names{"service", "store", "cache", "topic", "projection", "broker"};
  return names[static_cast<std::size_t>(sort)];
}

ScenarioParts shared_parts(const Scenario& scenario) {
  using Sort = ScenarioPart::Sort;
  ScenarioParts parts;
  for (const auto& [name, place, service] : scenario.services)
    parts.push_back({.sort = Sort::service,
                     .name = name,
                     .place = place,
                     .location = &service.location,
                     .copies = service.most_instances(),
                     .shares_cores = service.cores.has_value()});
  for (const auto& [name, place, store] : scenario.stores)
    parts.push_back({Sort::store, name, place, &store.location, store.nodes()});
  for (const auto& [name, place, cache] : scenario.caches)
    parts.push_back({Sort::cache, name, place, &cache.location, cache.nodes});
  if (scenario.cpu == CpuMode::shared)
    for (auto& part : parts) part.shares_cores = true;
  return parts;
}

ScenarioParts own_parts(const DesignSettings& design) {
  using Sort = ScenarioPart::Sort;
  ScenarioParts parts;
  for (const auto& [name, place, topic] : design.topics)
    parts.push_back({Sort::topic, name, place, &topic.location, 1,
                     topic.broker ? topic.broker->name : std::string()});
  for (const auto& [name, place, projection] : design.projections)
    parts.push_back({Sort::projection, name, place, &projection.location});
  for (const auto& [name, place, broker] : design.brokers)
    parts.push_back({Sort::broker, name, place, &broker.location, broker.nodes});
  return parts;
}

std::vector<std::string> places_of(const Scenario& scenario, const DesignSettings& design) {
  std::vector<std::string> places{"client"};
  for (const auto& part : shared_parts(scenario)) places.push_back(part.full_name());
  for (const auto& part : own_parts(design)) places.push_back(part.full_name());
  return places;
}

ScenarioParts measured_parts(const Scenario& scenario, const DesignSettings& design) {
  auto parts = shared_parts(scenario);
  for (auto& part : own_parts(design))
    if (part.sort == ScenarioPart::Sort::projection) parts.push_back(std::move(part));
  return parts;
}

}  // namespace faultline
