#include "lab/hunt/trials/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/scenario/outline.hpp"
#include "models/scenario/structure/placement.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// The services, stores and caches that requests of the design come to, by full name.
std::set<std::string> used_in(const Scenario& scenario, const DesignSettings& design) {
  const auto outline = outline_of(scenario, design);
  const auto reached = outline.reached_from(scenario.entries(), true);
  std::set<std::string> used;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    const auto& [name, place, steps, mentions, subscription] = outline.operations[i];
    used.insert("service " + service_in(name));
    for (const auto& query : mentions.queries) used.insert("store " + query.store.name);
    for (const auto& store : mentions.writes) used.insert("store " + store.name);
    for (const auto& cache : mentions.caches) used.insert("cache " + cache.name);
  }
  return used;
}

/// Collects places, each once, with the designs that have it.
class Places {
 public:
  explicit Places(const Scenario& scenario) : scenario_(scenario) {}

  void add_parts(std::size_t design, const DesignSettings& settings) {
    const auto used = used_in(scenario_, settings);
    for (const auto& part : shared_parts(scenario_))
      if (used.contains(part.full_name())) add_part(part, design);
    for (const auto& part : own_parts(settings)) add_part(part, design);
  }

  std::vector<HuntPlace> take() {
    add_domains();
    return std::move(places_);
  }

 private:
  HuntPlace& add(HuntPlace place, std::size_t design) {
    auto found = std::ranges::find(places_, place.full_name, &HuntPlace::full_name);
    if (found == places_.end()) found = places_.insert(places_.end(), std::move(place));
    found->designs.push_back(design);
    return *found;
  }

  void add_part(const ScenarioPart& part, std::size_t design) {
    const auto name = part.full_name();
    add({part.name, name, fmt::format("\"{}\"", part.name), {}, {name}}, design);
    if (!scenario_.platform || !part.broker.empty()) return;
    for (std::int64_t i = 0; i < part.copies; ++i) {
      const auto& host = host_of(scenario_, part, i);
      const auto* found = find_entry(scenario_.platform->hosts, host);
      if (!found) continue;
      stand_in("host", host, name, design);
      stand_in("rack", found->value.rack, name, design);
      stand_in("zone", found->value.zone, name, design);
      stand_in("region", found->value.region, name, design);
    }
  }

  /// What stands in one failure domain.
  struct Domain {
    std::set<std::string> parts;
    std::set<std::size_t> designs;
  };

  void stand_in(const std::string& sort, const std::string& name, const std::string& part,
                std::size_t design) {
    if (name.empty()) return;
    auto& domain = domains_[sort][name];
    domain.parts.insert(part);
    domain.designs.insert(design);
  }

  void add_domains() {
    std::set<std::string> parts;
    std::set<std::size_t> designs;
    for (const auto* sort : {"region", "zone", "rack", "host"})
      for (const auto& [name, domain] : domains_[sort]) {
        parts.insert(domain.parts.begin(), domain.parts.end());
        designs.insert(domain.designs.begin(), domain.designs.end());
        const bool one_of_several = domains_[sort].size() > 1;
        if (one_of_several && (std::string(sort) != "host" || domain.parts.size() > 1))
          add_domain(sort, name, domain);
      }
    if (scenario_.platform)
      for (const auto& link : scenario_.platform->links)
        add_domain("link", link.name.name, {parts, designs});
  }

  void add_domain(const std::string& sort, const std::string& name, const Domain& domain) {
    const auto full_name = sort + " " + name;
    HuntPlace place{full_name,
                    full_name,
                    fmt::format(R"({{ "{}": "{}" }})", sort, name),
                    {domain.designs.begin(), domain.designs.end()},
                    {domain.parts.begin(), domain.parts.end()}};
    places_.push_back(std::move(place));
  }

  const Scenario& scenario_;
  std::vector<HuntPlace> places_;
  std::map<std::string, std::map<std::string, Domain>> domains_;  ///< by sort and name
};

}  // namespace

bool HuntPlace::suits(const std::string& kind) const {
  if (name != full_name) return true;
  if (full_name.starts_with("link ")) return true;
  return kind == "crash" || kind == "partition";
}

std::vector<HuntPlace> places_of(const Scenario& scenario,
                                 const std::vector<std::string>& designs) {
  Places places(scenario);
  for (std::size_t i = 0; i < designs.size(); ++i)
    places.add_parts(i, find_entry(scenario.designs, designs[i])->value);
  return places.take();
}

}  // namespace faultline
