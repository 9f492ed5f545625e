#include "sim/platform/platform_spec.hpp"

#include <algorithm>
#include <compare>
#include <limits>

#include "sim/engine/check.hpp"
#include "sim/language/among.hpp"

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

std::size_t zone_index(const PlatformSpec& spec, const std::string& name) {
  const auto index = index_among(spec.zones, name);
  check(index < spec.zones.size(), "a link joins two zones of the platform");
  return index;
}

/// Takes one link in one direction; true when that is a better way to its other end.
bool improve(std::vector<Arrival>& zones, const PlatformSpec& spec, Crossing crossing) {
  const auto& link = spec.links[crossing.link];
  const auto from = zone_index(spec, link.between[crossing.forward ? 0 : 1]);
  const auto to = zone_index(spec, link.between[crossing.forward ? 1 : 0]);
  const auto& cost = zones[from].cost;
  if (!cost.reached()) return false;
  const Cost by_here{cost.links + 1, cost.latency + link.latency};
  if (!(by_here < zones[to].cost)) return false;
  zones[to] = {by_here, from, crossing};
  return true;
}

}  // namespace

PlatformSpec default_platform(std::vector<std::string> hosts) {
  PlatformSpec spec;
  spec.zones.push_back({"local", std::chrono::microseconds{250}, 125e6, std::move(hosts)});
  return spec;
}

std::vector<Crossing> zone_path(const PlatformSpec& spec, std::size_t from, std::size_t to) {
  std::vector<Arrival> zones(spec.zones.size());
  zones[from].cost = {0, Duration::zero()};
  for (bool better = true; better;) {
    better = false;
    for (std::size_t link = 0; link < spec.links.size(); ++link)
      for (const bool forward : {true, false}) better |= improve(zones, spec, {link, forward});
  }
  std::vector<Crossing> path;
  if (!zones[to].cost.reached()) return path;
  for (auto zone = to; zone != from; zone = zones[zone].from) path.push_back(zones[zone].last);
  std::ranges::reverse(path);
  return path;
}

Transits::Transits(PlatformSpec spec) : spec_(std::move(spec)) {
  for (std::size_t i = 0; i < spec_.zones.size(); ++i)
    for (const auto& host : spec_.zones[i].hosts) zones_.try_emplace(host, i);
}

std::optional<Duration> Transits::between(const std::string& from, const std::string& to,
                                          std::int64_t bytes) const {
  if (from == to) return Duration::zero();
  const auto first = zones_.find(from);
  const auto last = zones_.find(to);
  if (first == zones_.end() || last == zones_.end()) return std::nullopt;
  const auto path = zone_path(spec_, first->second, last->second);
  if (first->second != last->second && path.empty()) return std::nullopt;
  const auto& leaving = spec_.zones[first->second];
  const auto& arriving = spec_.zones[last->second];
  auto latency = leaving.latency / 2 + arriving.latency / 2;
  auto narrowest = std::min(leaving.bytes_per_second, arriving.bytes_per_second);
  for (const auto& crossing : path) {
    latency += spec_.links[crossing.link].latency;
    narrowest = std::min(narrowest, spec_.links[crossing.link].bytes_per_second);
  }
  return latency + from_seconds(static_cast<double>(bytes) / narrowest);
}

}  // namespace faultline
