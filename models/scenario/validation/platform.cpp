#include <fmt/format.h>

#include <set>

#include "models/scenario/platform_settings.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

constexpr auto name_of_link = [](const LinkSettings& link) -> const std::string& {
  return link.name.name;
};

/// Hosts, links and the uplinks of racks: what a fault finds by its name has that name alone.
void check_names(const PlatformSettings& platform, Problems& problems) {
  std::set<std::string> names;
  for (const auto& host : platform.hosts)
    if (!names.insert(host.name).second)
      problems.add(host.place, fmt::format("host \"{}\" appears twice", host.name));
  const auto add = [&](std::set<std::string>& taken, const std::string& name, const Place& place) {
    if (!taken.insert(name).second && !name.empty())
      problems.add(place, fmt::format("the name \"{}\" is already in use", name));
  };
  for (const auto& link : platform.links) add(names, link.name.name, link.name.place);
  std::set<std::string> racks;
  for (const auto& zone : platform.zones)
    for (const auto& rack : zone.value.racks)
      add(rack.value.has_uplink() ? names : racks, rack.name, rack.place);
}

/// Whether they are two zones of the platform; tells of it where they are not.
bool are_two_zones(const std::vector<Reference>& between, const PlatformSettings& platform,
                   Problems& problems) {
  bool known = true;
  for (const auto& zone : between)
    if (!zone.name.empty() && !find_entry(platform.zones, zone.name)) {
      problems.add(zone.place, not_among("zone", zone.name, names_in(platform.zones)));
      known = false;
    }
  return known && between.size() == 2 && between[0].name != between[1].name;
}

void check_links(const PlatformSettings& platform, Problems& problems) {
  for (const auto& link : platform.links) {
    const auto before = problems.count();
    if (!are_two_zones(link.between, platform, problems) && problems.count() == before)
      problems.add(link.name.place, "a link connects two different zones");
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

/// Goes along the route, and tells of where it does not lead on.
void check_route(const RouteSettings& route, const PlatformSettings& platform, Problems& problems) {
  const auto* at = &route.between[0].name;
  for (const auto& named : route.links) {
    const auto* link = find_among(platform.links, named.name, name_of_link);
    if (!link) {
      std::vector<std::string> legal;
      for (const auto& each : platform.links) legal.push_back(each.name.name);
      return problems.add(named.place, not_among("link", named.name, legal));
    }
    const auto& ends = link->between;
    if (*at != ends[0].name && *at != ends[1].name)
      return problems.add(
          named.place, fmt::format("link \"{}\" does not start at zone \"{}\"", named.name, *at));
    at = &ends[*at == ends[0].name ? 1 : 0].name;
  }
  if (*at != route.between[1].name)
    problems.add(route.between[1].place,
                 fmt::format("the links of this route lead to zone \"{}\"", *at));
}

void check_routes(const PlatformSettings& platform, Problems& problems) {
  for (const auto& route : platform.routes) {
    const auto before = problems.count();
    if (are_two_zones(route.between, platform, problems))
      check_route(route, platform, problems);
    else if (problems.count() == before)
      problems.add(route.place, "a route connects two different zones");
  }
}

}  // namespace

void check_platform(const PlatformSettings& platform, Problems& problems) {
  const auto before = problems.count();
  check_names(platform, problems);
  check_links(platform, problems);
  if (problems.count() == before && !platform.zones.empty()) check_connected(platform, problems);
  if (problems.count() == before) check_routes(platform, problems);
}

}  // namespace faultline
