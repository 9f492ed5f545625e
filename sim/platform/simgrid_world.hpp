#pragma once

#include <functional>
#include <map>
#include <memory>
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sim/platform/platform.hpp"
#include "sim/platform/ways.hpp"

namespace faultline {

/// What SimGrid knows.
struct Platform::World {
  struct Zone {
    simgrid::s4u::NetZone* zone;
    simgrid::s4u::NetZone* hosts;  ///< the zone, or the one within it that has them
    simgrid::kernel::routing::NetPoint* gateway;
  };

  std::unique_ptr<simgrid::s4u::Engine> engine = start_engine();
  simgrid::s4u::NetZone* root = nullptr;
  simgrid::s4u::Host* depot = nullptr;  // couriers live here: no fault reaches it
  double flops_of_speed_1 = 1e9;
  std::vector<simgrid::s4u::Host*> hosts;
  std::map<std::string, simgrid::s4u::SplitDuplexLink*, std::less<>> links;

  std::vector<simgrid::s4u::ActorPtr> actors;  // one a courier, parked while it carries nothing
  std::vector<simgrid::s4u::ExecPtr> computations;  // of each courier; null while it carries none
  simgrid::kernel::timer::Timer* timer = nullptr;   // of the next tick
  std::function<void()> on_timer;

  static std::unique_ptr<simgrid::s4u::Engine> start_engine();
  void build(const PlatformSpec& spec);
  void load(const PlatformSpec& spec);
  Zone build_zone(const PlatformSpec::Zone& spec);
  Zone build_racks(simgrid::s4u::NetZone* zone, const PlatformSpec::Zone& spec);
  void build_host(const Zone& in, const PlatformSpec::Host& spec, const PlatformSpec::Zone& zone);
  simgrid::s4u::SplitDuplexLink* build_link(simgrid::s4u::NetZone* zone, const std::string& name,
                                            double latency, double bytes_per_second);
  void join(const Ways& ways, const std::vector<Zone>& zones);

  simgrid::s4u::Host* host(HostId id) const { return hosts[index(id)]; }
  bool compute(const Courier& courier);
  simgrid::s4u::SplitDuplexLink* link(std::string_view name) const;
  void wake_at(double date);
};

}  // namespace faultline
