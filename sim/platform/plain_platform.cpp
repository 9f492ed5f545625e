#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "sim/platform/platform.hpp"
#include "sim/platform/ways.hpp"

namespace faultline {

/// Hosts and links without SimGrid. Latencies are kept and added up in seconds, as it does.
struct Platform::World {
  struct Link {
    double latency;
    double bytes_per_second;
    bool up = true;
  };

  explicit World(const PlatformSpec& spec) : ways(spec) {}

  Ways ways;
  std::map<std::string, Link, std::less<>> links;  ///< uplinks of racks and ports of hosts, too
  std::vector<bool> hosts_up;

  void build();
  void build_link(const std::string& name, double latency, double bytes_per_second);
  Link& link(std::string_view name);
};

void Platform::World::build() {
  for (const auto& zone : ways.spec().zones) {
    for (const auto& host : zone.hosts)
      build_link(host.name, seconds(zone.latency) / 2, zone.bytes_per_second);
    for (const auto& uplink : zone.uplinks)
      build_link(uplink.name, seconds(uplink.latency), uplink.bytes_per_second);
    hosts_up.insert(hosts_up.end(), zone.hosts.size(), true);
  }
  for (const auto& each : ways.spec().links)
    build_link(each.name, seconds(each.latency), each.bytes_per_second);
}

void Platform::World::build_link(const std::string& name, double latency, double bytes_per_second) {
  check(bytes_per_second > 0 && latency >= 0,
        "a link has a positive bandwidth and no negative latency");
  const bool fresh = links.try_emplace(name, Link{latency, bytes_per_second}).second;
  check(fresh, "links and hosts differ in name");
}

Platform::World::Link& Platform::World::link(std::string_view name) {
  const auto found = links.find(name);
  check(found != links.end(), "a link or a host of this name is in the platform");
  return found->second;
}

bool Platform::shares() { return false; }

Platform::Platform(const PlatformSpec& spec, Calendar& calendar)
    : calendar_(calendar), world_(std::make_unique<World>(spec)) {
  number_hosts(spec);
  world_->build();
}

Platform::~Platform() = default;

Route Platform::find_route(HostId from, HostId to) const {
  Route route{Duration::zero(), std::numeric_limits<double>::infinity(), 0,
              host_up(from) && host_up(to)};
  if (from == to) return route;
  const auto way = world_->ways.between(hosts_[index(from)], hosts_[index(to)]);
  check(way.has_value(), "links lead from each zone to every other");
  double latency = 0;
  for (const auto& passage : *way) {
    const auto& link = world_->link(passage.name);
    latency += link.latency;
    route.bytes_per_second = std::min(route.bytes_per_second, link.bytes_per_second);
    route.open = route.open && link.up;
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
  broken("nothing is asked for where shares() says no", std::source_location::current());
}

}  // namespace

void Platform::start(Courier&) { refuse(); }
double Platform::left_of(const Courier&) const { refuse(); }
void Platform::cancel(Courier&) { refuse(); }
void Platform::suspend(Courier&, bool) { refuse(); }
Time Platform::kernel_now() const { refuse(); }
void Platform::wake_at(Time) { refuse(); }
void Platform::run_kernel(Time) { refuse(); }

}  // namespace faultline
