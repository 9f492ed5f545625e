#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/calendar.hpp"
#include "sim/platform/known_routes.hpp"
#include "sim/platform/platform_spec.hpp"

namespace faultline {

/// A host of the platform: its index in Platform::hosts().
enum class HostId : std::uint32_t {};

/// Both in one number.
constexpr std::uint64_t pair_of(HostId from, HostId to) {
  return std::uint64_t{static_cast<std::uint32_t>(from)} << 32 | static_cast<std::uint32_t>(to);
}

/// A link as a fault finds it and has to leave it.
struct LinkState {
  Duration latency;         ///< one way
  double bytes_per_second;  ///< in each direction
  bool up;
};

/// The world that SimGrid owns (platform.cpp): hosts, links, routes, their state, the transfers
/// that share bandwidth and the computations that share cores. One a process, since a second
/// SimGrid engine would go on with the first one's clock.
///
/// Network mode "latency": a message takes transit = latency + bytes / bandwidth, whatever else is
/// under way. Network mode "flows": a message is a transfer; those that cross a link share its
/// bandwidth max-min fairly, weighted by 1 / latency of the route (SimGrid's CM02 without TCP's
/// window; Velho, Schnorr, Casanova, Legrand, "On the validity of flow-level TCP network models",
/// TOMACS 23(4), 2013). Acknowledgements take no bandwidth. Losses and retransmissions are ignored.
///
/// Computations on a host of c cores and speed v, n at a time, go on at v min(1, c / n) each.
///
/// One clock: while no transfer or computation is under way the calendar runs freely; from the
/// instant at which one is asked for SimGrid drives, and a kernel timer stands at the calendar's
/// next event.
///
/// A build without SimGrid, for a page, has plain_platform.cpp in the place of platform.cpp: routes
/// are sums over the links, the same as SimGrid's; transfers and computations cannot be had.
class Platform {
 public:
  /// Whether this build has transfers and computations.
  static bool shares();

  Platform(const PlatformSpec& spec, Calendar& calendar);
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;
  ~Platform();

  /// Names of the hosts, zone after zone as specified.
  const std::vector<std::string>& hosts() const { return hosts_; }

  /// The host of this name, which exists.
  HostId host(std::string_view name) const;

  /// How many times as fast as stated work is done there, by each of its cores.
  double speed(HostId host) const { return speeds_[index(host)]; }
  std::int64_t cores(HostId host) const { return cores_[index(host)]; }

  /// The route, remembered until a link or a host changes.
  const Route& route(HostId from, HostId to) {
    return routes_.at(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to),
                      [&] { return find_route(from, to); });
  }

  bool same_zone(HostId a, HostId b) const { return zones_[index(a)] == zones_[index(b)]; }

  /// True when both hosts and every link between them are up.
  bool reachable(HostId from, HostId to) { return route(from, to).open; }

  /// What `bytes` take from host to host when nothing is shared: latency + bytes / bandwidth.
  Duration transit(HostId from, HostId to, std::int64_t bytes) {
    const auto& way = route(from, to);
    return way.latency + from_nanoseconds(static_cast<double>(bytes) * way.nanoseconds_per_byte);
  }

  /// What a link is like now. Links go by their name in the specification, a host's port to its
  /// zone by the name of the host; the same in all that follows.
  LinkState link(std::string_view name) const;

  /// Changes take effect at once, on transfers under way too: one that crosses a link or has an
  /// end on a host that goes down fails at that instant.
  void set_link_up(std::string_view name, bool up);
  void set_link_latency(std::string_view name, Duration latency);
  void set_link_bandwidth(std::string_view name, double bytes_per_second);
  void set_host_up(HostId host, bool up);
  bool host_up(HostId host) const;

  /// co_await platform.transfer(from, to, bytes): true once the last byte has arrived, false at
  /// the instant at which the way is found closed. Within a host it takes no time. Destroying the
  /// coroutine that waits leaves the transfer under way, with nobody to tell.
  class Transfer;
  Transfer transfer(HostId from, HostId to, std::int64_t bytes);

  /// Computations: see HostShare.
  class Computation;

  /// Transfers and computations asked for that have not ended.
  std::size_t under_way() const { return under_way_; }

  /// Fires every event of the calendar up to and including `end`, with the transfers they ask for,
  /// then moves the calendar's clock to `end`. Transfers under way then go on in the next run.
  /// Transfers that end at one instant end in the order in which they were asked for.
  /// With transfers, `end` is within 2^53 ns (104 days): seconds in a double then tell every ns.
  void run(Time end);

  /// What a core has to do.
  struct Work {
    double nanoseconds = 0;  ///< on a host of speed 1
    double of_a_core = 1;    ///< at most that part of its time
  };

 private:
  struct World;

  class Activity;

  /// Carries out one transfer or computation after the other: an actor in SimGrid's world, parked
  /// in between.
  struct Courier {
    explicit Courier(std::size_t place) : number(place) {}

    std::size_t number;
    HostId from{};
    HostId to{};
    std::int64_t bytes = 0;
    bool computes = false;  ///< on `from`
    Work work{};
    bool suspended = false;
    bool cancelled = false;
    std::uint64_t turn = 0;  ///< which request it carries: those that end together end in order
    bool delivered = false;
    Activity* waiter = nullptr;  ///< who is to be told
  };

  static std::size_t index(HostId host) { return static_cast<std::size_t>(host); }

  void number_hosts(const PlatformSpec& spec);
  void add_host(const PlatformSpec::Host& host, std::size_t zone);
  Route find_route(HostId from, HostId to) const;

  Courier& take_courier();
  void start(Courier& courier);
  void carry(Courier& courier);
  bool carry_out(Courier& courier);
  /// What of its work is still to be done, in ns on a host of speed 1.
  double left_of(const Courier& courier) const;
  void cancel(Courier& courier);
  void suspend(Courier& courier, bool suspended);
  void hand_over();

  /// SimGrid's own present instant; the calendar may be ahead of it while nothing is under way.
  Time kernel_now() const;

  /// Sees to a tick at `instant` or before, by a kernel timer.
  void wake_at(Time instant);

  /// Lets SimGrid run from tick to tick, until one asks for no further one.
  void run_kernel(Time end);

  /// SimGrid has come to an event of the calendar or to the end of a transfer: the calendar
  /// follows, and runs on freely when nothing is left under way.
  void tick(Time end);
  Time next_tick(Time end) const;

  Calendar& calendar_;
  std::vector<std::string> hosts_;
  std::vector<std::size_t> zones_;         // of each host
  std::vector<double> speeds_;             // of each host
  std::vector<std::int64_t> cores_;        // of each host
  std::map<std::string, HostId> numbers_;  // of the hosts
  KnownRoutes routes_;
  std::deque<Courier> couriers_;
  std::vector<Courier*> idle_;
  std::vector<Courier*> requested_;  // to be started at the calendar's instant
  std::vector<Courier*> ended_;      // to be handed over at SimGrid's instant
  std::size_t under_way_ = 0;
  std::uint64_t turns_ = 0;
  std::unique_ptr<World> world_;
};

/// Something that goes on in SimGrid's world until it ends there, awaited by a coroutine.
class Platform::Activity {
 public:
  Activity(const Activity&) = delete;
  Activity& operator=(const Activity&) = delete;

 protected:
  friend class Platform;

  explicit Activity(Platform& platform) : platform_(platform) {}
  ~Activity();

  /// A courier that is asked for now.
  Courier& ask(std::coroutine_handle<> frame);
  void end(bool delivered);

  Platform& platform_;
  std::coroutine_handle<> frame_;
  Courier* courier_ = nullptr;
  Ticket ticket_ = Ticket::none;
  bool delivered_ = false;
};

class Platform::Transfer : public Activity {
 public:
  bool await_ready();
  void await_suspend(std::coroutine_handle<> frame);
  bool await_resume();

 private:
  friend class Platform;

  Transfer(Platform& platform, HostId from, HostId to, std::int64_t bytes)
      : Activity(platform), from_(from), to_(to), bytes_(bytes) {}

  HostId from_;
  HostId to_;
  std::int64_t bytes_;
};

inline Platform::Transfer Platform::transfer(HostId from, HostId to, std::int64_t bytes) {
  return {*this, from, to, bytes};
}

/// Work by one core. Destroying it takes it off the host.
class Platform::Computation : public Activity {
 public:
  Computation(Platform& platform, HostId at, const Work& work, bool suspended)
      : Activity(platform), at_(at), work_(work), suspended_(suspended) {}
  ~Computation();

  bool await_ready() const { return work_.nanoseconds <= 0; }
  void await_suspend(std::coroutine_handle<> frame);
  void await_resume();

  /// For how long a core has worked for it so far, in ns.
  double served() const;
  void suspend(bool suspended);

 private:
  HostId at_;
  Work work_;
  bool suspended_;
};

}  // namespace faultline
