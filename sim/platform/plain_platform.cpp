#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "sim/platform/platform.hpp"

namespace faultline {

/// Hosts and links without SimGrid. Latencies are kept and added up in seconds, as it does.
struct Platform::World {
  struct Link {
    double latency;
    double bytes_per_second;
    bool up = true;
  };
  using Way = std::vector<const Link*>;

  std::map<std::string, Link, std::less<>> links;  ///< and the ports of the hosts, by their names
  std::vector<const Link*> ports;                  ///< of each host
  std::vector<bool> hosts_up;
  std::map<std::pair<std::size_t, std::size_t>, Way> ways;  ///< between zones, the lesser one first

  void build(const PlatformSpec& spec);
  const Link* build_link(const std::string& name, double latency, double bytes_per_second);
  Link& link(std::string_view name);
};

void Platform::World::build(const PlatformSpec& spec) {
  for (const auto& zone : spec.zones)
    for (const auto& host : zone.hosts)
      ports.push_back(build_link(host, seconds(zone.latency) / 2, zone.bytes_per_second));
  hosts_up.assign(ports.size(), true);
  for (const auto& each : spec.links)
    build_link(each.name, seconds(each.latency), each.bytes_per_second);
  for (std::size_t to = 0; to < spec.zones.size(); ++to)
    for (std::size_t from = 0; from < to; ++from) {
      auto& way = ways[{from, to}];
      for (const auto crossing : zone_path(spec, from, to))
        way.push_back(&link(spec.links[crossing.link].name));
      check(!way.empty(), "links lead from each zone to every other");
    }
}

const Platform::World::Link* Platform::World::build_link(const std::string& name, double latency,
                                                         double bytes_per_second) {
  check(bytes_per_second > 0 && latency >= 0,
        "a link has a positive bandwidth and no negative latency");
  const auto [place, fresh] = links.try_emplace(name, Link{latency, bytes_per_second});
  check(fresh, "links and hosts differ in name");
  return &place->second;
}

Platform::World::Link& Platform::World::link(std::string_view name) {
  const auto found = links.find(name);
  check(found != links.end(), "a link or a host of this name is in the platform");
  return found->second;
}

bool Platform::has_flows() { return false; }

Platform::Platform(const PlatformSpec& spec, Calendar& calendar)
    : calendar_(calendar), world_(std::make_unique<World>()) {
  number_hosts(spec);
  world_->build(spec);
}

Platform::~Platform() = default;

Route Platform::find_route(HostId from, HostId to) const {
  Route route{Duration::zero(), std::numeric_limits<double>::infinity(), 0,
              host_up(from) && host_up(to)};
  if (from == to) return route;
  World::Way way{world_->ports[index(from)]};
  const auto zones = std::minmax(zones_[index(from)], zones_[index(to)]);
  if (zones.first != zones.second) {
    const auto& between = world_->ways.at(zones);
    way.insert(way.end(), between.begin(), between.end());
  }
  way.push_back(world_->ports[index(to)]);
  double latency = 0;
  for (const auto* link : way) {
    latency += link->latency;
    route.bytes_per_second = std::min(route.bytes_per_second, link->bytes_per_second);
    route.open = route.open && link->up;
  }
  route.latency = from_seconds(latency);
  route.nanoseconds_per_byte = 1e9 / route.bytes_per_second;
  return route;
}

LinkState Platform::link(std::string_view name) const {
  const auto& link = world_->link(name);
  return {from_seconds(link.latency), link.bytes_per_second, link.up};
}

void Platform::set_link_up(std::string_view name, bool up) {
  world_->link(name).up = up;
  routes_.forget();
}

void Platform::set_link_latency(std::string_view name, Duration latency) {
  world_->link(name).latency = seconds(latency);
  routes_.forget();
}

void Platform::set_link_bandwidth(std::string_view name, double bytes_per_second) {
  world_->link(name).bytes_per_second = bytes_per_second;
  routes_.forget();
}

void Platform::set_host_up(HostId host, bool up) {
  world_->hosts_up[index(host)] = up;
  routes_.forget();
}

bool Platform::host_up(HostId host) const { return world_->hosts_up[index(host)]; }

namespace {

[[noreturn]] void refuse() {
  broken("no transfer is asked for where has_flows() says no", std::source_location::current());
}

}  // namespace

void Platform::start(Courier&) { refuse(); }
Time Platform::kernel_now() const { refuse(); }
void Platform::wake_at(Time) { refuse(); }
void Platform::run_kernel(Time) { refuse(); }

}  // namespace faultline
