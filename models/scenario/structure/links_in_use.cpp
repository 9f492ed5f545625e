#include "models/scenario/structure/links_in_use.hpp"

#include "models/scenario/scenario_parts.hpp"
#include "models/scenario/structure/placement.hpp"

namespace faultline {

LinksInUse::LinksInUse(const Scenario& scenario, const DesignSettings& design)
    : ways_(spec_of(scenario, design)) {
  for (const auto& host : hosts_of(scenario, "client")) hosts_.insert(host);
  for (const auto& parts : {shared_parts(scenario), own_parts(design)})
    for (const auto& part : parts)
      for (std::int64_t i = 0; i < part.copies; ++i) hosts_.insert(host_of(scenario, part, i));
  sites_ = ways_.one_of_each_site({hosts_.begin(), hosts_.end()});
}

auto LinksInUse::passed_from(const std::string& host) const -> Links {
  const auto site = ways_.site_of(host);
  if (!site || hosts_.size() < 2) return nullptr;
  auto& known = known_[{site->zone, site->uplink}];
  if (known) return known;
  auto links = hosts_;
  for (const auto& other : sites_)
    if (const auto way = ways_.between(host, other))
      for (const auto& passage : *way) links.insert(passage.name);
  known = std::make_shared<const std::set<std::string>>(std::move(links));
  return known;
}

}  // namespace faultline
