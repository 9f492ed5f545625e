#include "sim/platform/platform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <simgrid/Exception.hpp>

#include "sim/platform/simgrid_world.hpp"

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

/// Sends and waits; SimGrid throws when the way closes.
bool send(s4u::Host* from, s4u::Host* to, std::int64_t bytes) {
  try {
    s4u::Comm::sendto(from, to, static_cast<std::uint64_t>(bytes));
    return true;
  } catch (const simgrid::Exception&) {
    return false;
  }
}

/// True once it has ended, false where it was cancelled.
bool wait_for(s4u::Exec& computation) {
  try {
    computation.wait();
    return true;
  } catch (const simgrid::Exception&) {
    return false;
  }
}

}  // namespace

/// Sees to a tick at `date` or before.
void Platform::World::wake_at(double date) {
  if (timer && timer->get_date() <= date) return;
  if (timer) timer->remove();
  timer = Timer::set(std::max(date, s4u::Engine::get_clock()), [this] {
    timer = nullptr;
    on_timer();
  });
}

bool Platform::shares() { return true; }

Platform::Platform(const PlatformSpec& spec, Calendar& calendar)
    : calendar_(calendar), world_(std::make_unique<World>()) {
  if (spec.file.empty()) {
    world_->build(spec);
    number_hosts(spec);
    return;
  }
  world_->load(spec);
  std::map<std::string, std::size_t> zones;
  for (const auto* host : world_->hosts) {
    const auto& zone = host->get_englobing_zone()->get_name();
    add_host(PlatformSpec::Host(host->get_name(), host->get_core_count(),
                                host->get_speed() / spec.reference),
             zones.try_emplace(zone, zones.size()).first->second);
  }
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
    courier.delivered = carry_out(courier);
    ended_.push_back(&courier);
    world_->wake_at(s4u::Engine::get_clock());
    s4u::this_actor::suspend();
  }
}

bool Platform::carry_out(Courier& courier) {
  if (courier.computes) return world_->compute(courier);
  return send(world_->host(courier.from), world_->host(courier.to), courier.bytes);
}

/// Each call of SimGrid may let other actors go on, which add computations.
bool Platform::World::compute(const Courier& courier) {
  if (courier.cancelled) return false;
  if (computations.size() <= courier.number) computations.resize(courier.number + 1);
  auto* at = host(courier.from);
  const auto computation = s4u::Exec::init();
  computation->set_flops_amount(courier.work.nanoseconds * flops_of_speed_1 / 1e9)->set_host(at);
  computation->set_bound(courier.work.of_a_core * at->get_speed());
  computations[courier.number] = computation;
  computation->start();
  if (courier.cancelled) computation->cancel();
  if (courier.suspended) computation->suspend();
  const bool ended = wait_for(*computation);
  computations[courier.number] = nullptr;
  return ended;
}

double Platform::left_of(const Courier& courier) const {
  const auto& all = world_->computations;
  const bool begun = courier.number < all.size() && all[courier.number];
  if (!begun) return courier.work.nanoseconds;
  return all[courier.number]->get_remaining() * 1e9 / world_->flops_of_speed_1;
}

void Platform::cancel(Courier& courier) {
  courier.cancelled = true;
  const auto& all = world_->computations;
  if (courier.number < all.size() && all[courier.number]) all[courier.number]->cancel();
}

void Platform::suspend(Courier& courier, bool suspended) {
  courier.suspended = suspended;
  const auto& all = world_->computations;
  if (courier.number >= all.size() || !all[courier.number]) return;
  if (suspended)
    all[courier.number]->suspend();
  else
    all[courier.number]->resume();
}

Time Platform::kernel_now() const { return instant_of(s4u::Engine::get_clock()); }

void Platform::wake_at(Time instant) { world_->wake_at(date_of(instant)); }

void Platform::run_kernel(Time end) {
  check(end <= last_exact, "with transfers a run lasts at most 2^53 ns");
  world_->on_timer = [this, end] { tick(end); };
  while (world_->timer) world_->engine->run_until(std::max(date_of(end), s4u::Engine::get_clock()));
}

}  // namespace faultline
