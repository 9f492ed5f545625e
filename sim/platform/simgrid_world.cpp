#include "sim/platform/simgrid_world.hpp"

#include <xbt/log.h>

#include <csignal>
#include <utility>

namespace faultline {

namespace s4u = simgrid::s4u;

namespace {

constexpr auto forward = s4u::LinkInRoute::Direction::UP;
constexpr auto backward = s4u::LinkInRoute::Direction::DOWN;

/// Keeps a signal's disposition over SimGrid's start, which installs handlers of its own.
class KeptSignal {
 public:
  explicit KeptSignal(int signal) : signal_(signal) { sigaction(signal, nullptr, &action_); }
  KeptSignal(const KeptSignal&) = delete;
  KeptSignal& operator=(const KeptSignal&) = delete;
  ~KeptSignal() { sigaction(signal_, &action_, nullptr); }

 private:
  int signal_;
  struct sigaction action_ {};
};

}  // namespace

/// SimGrid's engine, with the network's laws as arithmetic says and no word on the terminal.
/// Actions that end within the precision of each other end together: 0.1 ns, below our clock's.
std::unique_ptr<s4u::Engine> Platform::World::start_engine() {
  static bool started = false;
  check(!std::exchange(started, true), "one platform a process");
  const KeptSignal interrupt{SIGINT};
  const KeptSignal fault{SIGSEGV};
  xbt_log_control_set("root.thresh:critical");
  auto engine = std::make_unique<s4u::Engine>("faultline");
  for (const auto* setting : {"network/model:CM02", "network/TCP-gamma:0", "network/crosstraffic:0",
                              "surf/precision:1e-10", "contexts/stack-size:128"})
    s4u::Engine::set_config(setting);
  return engine;
}

/// The file has been read before, by read_platform_file.
void Platform::World::load(const PlatformSpec& spec) {
  engine->load_platform(spec.file);
  hosts = engine->get_all_hosts();
  depot = hosts.front();
  flops_of_speed_1 = spec.reference;
}

void Platform::World::build(const PlatformSpec& spec) {
  root = s4u::create_full_zone("world");
  depot = root->create_host("depot", 1.0);
  std::vector<Zone> zones;
  for (const auto& zone : spec.zones) zones.push_back(build_zone(zone));
  for (const auto& link : spec.links) {
    auto* made = build_link(root, link.name, seconds(link.latency), link.bytes_per_second);
    if (!link.shared)
      for (auto* direction : {made->get_link_up(), made->get_link_down()})
        direction->set_sharing_policy(s4u::Link::SharingPolicy::FATPIPE);
  }
  join(Ways(spec), zones);
  root->seal();
}

namespace {

/// A star within another zone, with a router of its own.
s4u::NetZone* star_within(s4u::NetZone* around, const std::string& name) {
  auto* star = s4u::create_star_zone(name);
  star->set_parent(around);
  return star;
}

}  // namespace

Platform::World::Zone Platform::World::build_zone(const PlatformSpec::Zone& spec) {
  auto* zone = star_within(root, "zone " + spec.name);
  if (!spec.uplinks.empty()) return build_racks(zone, spec);
  const Zone made{zone, zone, zone->create_router("gateway of " + spec.name)};
  for (const auto& host : spec.hosts) build_host(made, host, spec);
  zone->seal();
  return made;
}

/// A star of stars: of each rack with an uplink, and of the hosts beside them, whose router leads
/// out of the zone. SimGrid finds no way between a host of a zone and one of a zone within it.
Platform::World::Zone Platform::World::build_racks(s4u::NetZone* zone,
                                                   const PlatformSpec::Zone& spec) {
  const auto star = [&](const std::string& name) {
    auto* made = star_within(zone, name);
    return Zone{zone, made, made->create_router("gateway of " + name)};
  };
  const auto floor = star("floor of " + spec.name);
  std::map<std::string, Zone> racks;
  for (const auto& uplink : spec.uplinks)
    racks.try_emplace(uplink.name, star("rack " + uplink.name));
  for (const auto& host : spec.hosts) {
    const auto rack = racks.find(host.rack);
    build_host(rack == racks.end() ? floor : rack->second, host, spec);
  }
  const auto join = [&](const Zone& part, const std::vector<s4u::LinkInRoute>& way) {
    part.hosts->seal();
    zone->add_route(part.hosts->get_netpoint(), nullptr, part.gateway, nullptr, way, true);
  };
  join(floor, {});
  for (const auto& uplink : spec.uplinks)
    join(racks.at(uplink.name),
         {{build_link(zone, uplink.name, seconds(uplink.latency), uplink.bytes_per_second),
           forward}});
  zone->seal();
  return floor;
}

void Platform::World::build_host(const Zone& in, const PlatformSpec::Host& spec,
                                 const PlatformSpec::Zone& zone) {
  auto* host = in.hosts->create_host("host " + spec.name, flops_of_speed_1 * spec.speed);
  host->set_core_count(static_cast<int>(spec.cores));
  hosts.push_back(host);
  auto* port = build_link(in.hosts, spec.name, seconds(zone.latency) / 2, zone.bytes_per_second);
  in.hosts->add_route(host->get_netpoint(), nullptr, nullptr, nullptr, {{port, forward}}, true);
}

s4u::SplitDuplexLink* Platform::World::build_link(s4u::NetZone* zone, const std::string& name,
                                                  double latency, double bytes_per_second) {
  check(bytes_per_second > 0 && latency >= 0,
        "a link has a positive bandwidth and no negative latency");
  auto* link = zone->create_split_duplex_link("link " + name, bytes_per_second);
  link->set_latency(latency);
  check(links.emplace(name, link).second, "links and hosts differ in name");
  return link;
}

void Platform::World::join(const Ways& ways, const std::vector<Zone>& zones) {
  for (std::size_t to = 0; to < zones.size(); ++to)
    for (std::size_t from = 0; from < to; ++from) {
      std::vector<s4u::LinkInRoute> way;
      for (const auto crossing : ways.between_zones(from, to))
        way.emplace_back(link(ways.spec().links[crossing.link].name),
                         crossing.forward ? forward : backward);
      check(!way.empty(), "links lead from each zone to every other");
      root->add_route(zones[from].zone->get_netpoint(), zones[to].zone->get_netpoint(),
                      zones[from].gateway, zones[to].gateway, way, true);
    }
}

s4u::SplitDuplexLink* Platform::World::link(std::string_view name) const {
  const auto found = links.find(name);
  check(found != links.end(), "a link or a host of this name is in the platform");
  return found->second;
}

}  // namespace faultline
