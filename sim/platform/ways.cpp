#include "sim/platform/ways.hpp"

#include <algorithm>
#include <compare>
#include <limits>
#include <set>

#include "sim/engine/check.hpp"

namespace faultline {

namespace {

/// What a way costs, in the order in which ways are preferred.
struct Cost {
  std::size_t links = std::numeric_limits<std::size_t>::max();
  Duration latency{};

  bool reached() const { return links != std::numeric_limits<std::size_t>::max(); }
  friend auto operator<=>(const Cost&, const Cost&) = default;
};

/// How the search came to a zone.
struct Arrival {
  Cost cost;
  std::size_t from = 0;
  Crossing last{};
};

}  // namespace

/// The shortest ways from one zone to all.
struct Ways::Tree {
  std::vector<Arrival> zones;
};

Ways::Ways(PlatformSpec spec) : spec_(std::move(spec)) {
  for (std::size_t i = 0; i < spec_.zones.size(); ++i) {
    const auto& zone = spec_.zones[i];
    zones_.try_emplace(zone.name, i);
    for (const auto& host : zone.hosts) {
      const auto uplink = std::ranges::find(zone.uplinks, host.rack, &PlatformSpec::Uplink::name);
      sites_.try_emplace(host.name,
                         Site{i, &host, uplink == zone.uplinks.end() ? nullptr : &*uplink});
    }
  }
  for (const auto& link : spec_.links)
    ends_.push_back({zone_index(link.between[0]), zone_index(link.between[1])});
  for (const auto& route : spec_.routes) {
    const Ends ends{zone_index(route.between[0]), zone_index(route.between[1])};
    auto there = given(route, ends.first);
    std::vector<Crossing> back;
    for (const auto& [link, forward] : there) back.push_back({link, !forward});
    std::ranges::reverse(back);
    known_[{ends.first, ends.second}] = std::move(there);
    known_[{ends.second, ends.first}] = std::move(back);
  }
}

std::size_t Ways::zone_index(const std::string& name) const {
  const auto found = zones_.find(name);
  check(found != zones_.end(), "a link joins two zones of the platform");
  return found->second;
}

std::vector<Crossing> Ways::given(const PlatformSpec::Route& route, std::size_t from) const {
  std::vector<Crossing> way;
  for (const auto& name : route.links) {
    const auto found = std::ranges::find(spec_.links, name, &PlatformSpec::Link::name);
    check(found != spec_.links.end(), "a route takes links of the platform");
    const auto link = static_cast<std::size_t>(found - spec_.links.begin());
    const bool forward = ends_[link].first == from;
    check(forward || ends_[link].second == from, "each link of a route goes on from the last one");
    from = forward ? ends_[link].second : ends_[link].first;
    way.push_back({link, forward});
  }
  return way;
}

const std::vector<Crossing>& Ways::between_zones(std::size_t from, std::size_t to) const {
  if (!known_.contains({from, to})) find_from(from);
  return known_[{from, to}];
}

/// Takes one link in one direction; true when that is a better way to its other end.
bool Ways::improve(Tree& tree, Crossing crossing) const {
  auto [from, to] = ends_[crossing.link];
  if (!crossing.forward) std::swap(from, to);
  const auto& cost = tree.zones[from].cost;
  if (!cost.reached()) return false;
  const Cost by_here{cost.links + 1, cost.latency + spec_.links[crossing.link].latency};
  if (!(by_here < tree.zones[to].cost)) return false;
  tree.zones[to] = {by_here, from, crossing};
  return true;
}

void Ways::find_from(std::size_t zone) const {
  Tree tree{std::vector<Arrival>(spec_.zones.size())};
  tree.zones[zone].cost = {0, Duration::zero()};
  for (bool better = true; better;) {
    better = false;
    for (std::size_t link = 0; link < ends_.size(); ++link)
      for (const bool forward : {true, false}) better |= improve(tree, {link, forward});
  }
  for (std::size_t to = 0; to < tree.zones.size(); ++to) {
    std::vector<Crossing> path;
    if (tree.zones[to].cost.reached())
      for (auto at = to; at != zone; at = tree.zones[at].from) path.push_back(tree.zones[at].last);
    std::ranges::reverse(path);
    known_.try_emplace({zone, to}, std::move(path));
  }
}

std::optional<Ways::Site> Ways::site_of(const std::string& host) const {
  const auto found = sites_.find(host);
  if (found == sites_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Ways::one_of_each_site(const std::vector<std::string>& hosts) const {
  std::set<std::pair<std::size_t, const PlatformSpec::Uplink*>> known;
  std::vector<std::string> first;
  for (const auto& host : hosts)
    if (const auto site = site_of(host); site && known.emplace(site->zone, site->uplink).second)
      first.push_back(host);
  return first;
}

Ways::Passage Ways::port(const Site& site) const {
  const auto& zone = spec_.zones[site.zone];
  return {site.host->name, zone.latency / 2, zone.bytes_per_second};
}

std::optional<std::vector<Ways::Passage>> Ways::between(const std::string& from,
                                                        const std::string& to) const {
  std::vector<Passage> way;
  if (from == to) return way;
  const auto first = site_of(from);
  const auto last = site_of(to);
  if (!first || !last) return std::nullopt;
  const auto add = [&](const auto* link) {
    if (link) way.push_back({link->name, link->latency, link->bytes_per_second});
  };
  const bool leaves = first->uplink != last->uplink || first->zone != last->zone;
  way.push_back(port(*first));
  if (leaves) add(first->uplink);
  if (first->zone != last->zone) {
    const auto& links = between_zones(first->zone, last->zone);
    if (links.empty()) return std::nullopt;
    for (const auto& crossing : links) add(&spec_.links[crossing.link]);
  }
  if (leaves) add(last->uplink);
  way.push_back(port(*last));
  return way;
}

std::optional<Duration> Ways::transit(const std::string& from, const std::string& to,
                                      std::int64_t bytes) const {
  const auto way = between(from, to);
  if (!way) return std::nullopt;
  auto latency = Duration::zero();
  auto narrowest = std::numeric_limits<double>::infinity();
  for (const auto& passage : *way) {
    latency += passage.latency;
    narrowest = std::min(narrowest, passage.bytes_per_second);
  }
  return latency + from_seconds(static_cast<double>(bytes) / narrowest);
}

}  // namespace faultline
