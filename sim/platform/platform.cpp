#include "sim/platform/platform.hpp"

#include <xbt/log.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <functional>
#include <limits>
#include <map>
#include <simgrid/Exception.hpp>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <utility>

namespace faultline {

namespace {

namespace s4u = simgrid::s4u;
using simgrid::kernel::timer::Timer;

constexpr Time last_exact{Duration{std::int64_t{1} << 53}};

/// SimGrid's date of an instant; correctly rounded, so that `instant_of` gives the instant back.
double date_of(Time instant) {
  return static_cast<double>(instant.time_since_epoch().count()) / 1e9;
}

Time instant_of(double date) { return Time{Duration{std::llround(date * 1e9)}}; }

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

/// SimGrid's engine, with the network's laws as arithmetic says and no word on the terminal.
/// Actions that end within the precision of each other end together: 0.1 ns, below our clock's.
std::unique_ptr<s4u::Engine> start_engine() {
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

}  // namespace

/// What SimGrid knows.
struct Platform::World {
  struct Zone {
    s4u::NetZone* zone;
    simgrid::kernel::routing::NetPoint* gateway;
  };

  std::unique_ptr<s4u::Engine> engine = start_engine();
  s4u::NetZone* root = s4u::create_full_zone("world");
  s4u::Host* depot = root->create_host("depot", 1.0);  // couriers live here: no fault reaches it
  std::vector<s4u::Host*> hosts;
  std::map<std::string, s4u::SplitDuplexLink*, std::less<>> links;

  std::vector<s4u::ActorPtr> actors;  // one a courier, parked while it carries nothing
  Timer* timer = nullptr;             // of the next tick
  std::function<void()> on_timer;

  void build(const PlatformSpec& spec);
  Zone build_zone(const PlatformSpec::Zone& spec);
  s4u::SplitDuplexLink* build_link(s4u::NetZone* zone, const PlatformSpec::Link& spec);
  void join(const PlatformSpec& spec, const std::vector<Zone>& zones);

  s4u::Host* host(HostId id) const { return hosts[index(id)]; }
  s4u::SplitDuplexLink* link(std::string_view name) const;
  void wake_at(double date);
};

namespace {

constexpr auto forward = s4u::LinkInRoute::Direction::UP;
constexpr auto backward = s4u::LinkInRoute::Direction::DOWN;

/// Sends and waits; SimGrid throws when the way closes.
bool send(s4u::Host* from, s4u::Host* to, std::int64_t bytes) {
  try {
    s4u::Comm::sendto(from, to, static_cast<std::uint64_t>(bytes));
    return true;
  } catch (const simgrid::Exception&) {
    return false;
  }
}

}  // namespace

void Platform::World::build(const PlatformSpec& spec) {
  std::vector<Zone> zones;
  for (const auto& zone : spec.zones) zones.push_back(build_zone(zone));
  for (const auto& link : spec.links) build_link(root, link);
  join(spec, zones);
  root->seal();
}

Platform::World::Zone Platform::World::build_zone(const PlatformSpec::Zone& spec) {
  auto* zone = s4u::create_star_zone("zone " + spec.name);
  zone->set_parent(root);
  auto* gateway = zone->create_router("gateway of " + spec.name);
  for (const auto& name : spec.hosts) {
    auto* host = hosts.emplace_back(zone->create_host("host " + name, 1.0));
    auto* port = build_link(zone, {name, {}, Duration::zero(), spec.bytes_per_second});
    port->set_latency(seconds(spec.latency) / 2);
    zone->add_route(host->get_netpoint(), nullptr, nullptr, nullptr, {{port, forward}}, true);
  }
  zone->seal();
  return {zone, gateway};
}

s4u::SplitDuplexLink* Platform::World::build_link(s4u::NetZone* zone,
                                                  const PlatformSpec::Link& spec) {
  check(spec.bytes_per_second > 0 && spec.latency >= Duration::zero(),
        "a link has a positive bandwidth and no negative latency");
  auto* link = zone->create_split_duplex_link("link " + spec.name, spec.bytes_per_second);
  link->set_latency(seconds(spec.latency));
  check(links.emplace(spec.name, link).second, "links and hosts differ in name");
  return link;
}

void Platform::World::join(const PlatformSpec& spec, const std::vector<Zone>& zones) {
  for (std::size_t to = 0; to < zones.size(); ++to)
    for (std::size_t from = 0; from < to; ++from) {
      std::vector<s4u::LinkInRoute> way;
      for (const auto crossing : zone_path(spec, from, to))
        way.emplace_back(link(spec.links[crossing.link].name),
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

/// Sees to a tick at `date` or before.
void Platform::World::wake_at(double date) {
  if (timer && timer->get_date() <= date) return;
  if (timer) timer->remove();
  timer = Timer::set(std::max(date, s4u::Engine::get_clock()), [this] {
    timer = nullptr;
    on_timer();
  });
}

bool Platform::has_flows() { return true; }

Platform::Platform(const PlatformSpec& spec, Calendar& calendar)
    : calendar_(calendar), world_(std::make_unique<World>()) {
  number_hosts(spec);
  world_->build(spec);
}

Platform::~Platform() {
  if (world_->timer) world_->timer->remove();
  s4u::Actor::kill_all();
  world_->engine->run();
}

Route Platform::find_route(HostId from, HostId to) const {
  const auto* source = world_->host(from);
  const auto* target = world_->host(to);
  Route route{Duration::zero(), std::numeric_limits<double>::infinity(), 0,
              source->is_on() && target->is_on()};
  if (from == to) return route;
  std::vector<s4u::Link*> links;
  double latency = 0;
  source->route_to(target, links, &latency);
  route.latency = from_seconds(latency);
  for (const auto* link : links) {
    route.bytes_per_second = std::min(route.bytes_per_second, link->get_bandwidth());
    route.open = route.open && link->is_on();
  }
  route.nanoseconds_per_byte = 1e9 / route.bytes_per_second;
  return route;
}

LinkState Platform::link(std::string_view name) const {
  const auto* link = world_->link(name)->get_link_up();  // both directions are alike
  return {from_seconds(link->get_latency()), link->get_bandwidth(), link->is_on()};
}

void Platform::set_link_up(std::string_view name, bool up) {
  auto* link = world_->link(name);
  if (up)
    link->turn_on();
  else
    link->turn_off();
  routes_.forget();
}

void Platform::set_link_latency(std::string_view name, Duration latency) {
  world_->link(name)->set_latency(seconds(latency));
  routes_.forget();
}

void Platform::set_link_bandwidth(std::string_view name, double bytes_per_second) {
  world_->link(name)->set_bandwidth(bytes_per_second);
  routes_.forget();
}

void Platform::set_host_up(HostId host, bool up) {
  if (up)
    world_->host(host)->turn_on();
  else
    world_->host(host)->turn_off();
  routes_.forget();
}

bool Platform::host_up(HostId host) const { return world_->host(host)->is_on(); }

void Platform::start(Courier& courier) {
  auto& actors = world_->actors;
  if (courier.number < actors.size())
    actors[courier.number]->resume();
  else
    actors.push_back(
        s4u::Actor::create("courier", world_->depot, [this, &courier] { carry(courier); }));
}

/// What a courier's actor does until it is killed.
void Platform::carry(Courier& courier) {
  while (true) {
    courier.delivered = send(world_->host(courier.from), world_->host(courier.to), courier.bytes);
    ended_.push_back(&courier);
    world_->wake_at(s4u::Engine::get_clock());
    s4u::this_actor::suspend();
  }
}

Time Platform::kernel_now() const { return instant_of(s4u::Engine::get_clock()); }

void Platform::wake_at(Time instant) { world_->wake_at(date_of(instant)); }

void Platform::run_kernel(Time end) {
  check(end <= last_exact, "with transfers a run lasts at most 2^53 ns");
  world_->on_timer = [this, end] { tick(end); };
  while (world_->timer) world_->engine->run_until(std::max(date_of(end), s4u::Engine::get_clock()));
}

}  // namespace faultline
