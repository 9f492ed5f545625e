#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// Where the hosts stand and what joins them. Plain data, drawn from the scenario.
///
/// A zone is one local network. Each of its hosts has a port to it, with the zone's bandwidth in
/// each direction and half of the zone's latency, so that two hosts of a zone are `latency` apart.
/// The hosts of a rack reach what is outside of it through the rack's uplink, if it has one. A link
/// joins two zones. Names of zones, of hosts, of links and of uplinks are each unique; no link is
/// named as a host. What a zone's switch or a router adds of its own is ignored.
struct PlatformSpec {
  struct Host {
    Host(const char* given) : name(given) {}
    Host(std::string given, std::int64_t own_cores = 1, double own_speed = 1)
        : name(std::move(given)), cores(own_cores), speed(own_speed) {}

    std::string name;
    std::int64_t cores = 1;
    double speed = 1;    ///< as a multiple of a host of speed 1
    std::string rack{};  ///< empty: none that has an uplink

    friend bool operator==(const Host&, const Host&) = default;
  };

  /// Of a rack; named as the rack.
  struct Uplink {
    std::string name;
    Duration latency;         ///< one way; not negative
    double bytes_per_second;  ///< in each direction; positive
  };

  struct Zone {
    std::string name;
    Duration latency;         ///< one way, between any two of its hosts; not negative
    double bytes_per_second;  ///< of each host's port; positive
    std::vector<Host> hosts;
    std::vector<Uplink> uplinks{};
  };

  struct Link {
    std::string name;
    std::array<std::string, 2> between;  ///< the zones it joins
    Duration latency;                    ///< one way; not negative
    double bytes_per_second;             ///< in each direction; positive
    bool shared = true;  ///< otherwise each message has the whole bandwidth to itself
  };

  /// The way between two zones, where it is not the shortest; back it is the same.
  struct Route {
    std::array<std::string, 2> between;
    std::vector<std::string> links;  ///< from the first zone to the second
  };

  std::vector<Zone> zones;
  std::vector<Link> links;
  std::vector<Route> routes{};
  std::string file{};    ///< a platform in SimGrid's own format, instead of all of these
  double reference = 1;  ///< of the file: the speed, in flop/s, that counts as 1
};

/// One local network for all: 0.25 ms one way and 1 Gbit/s (125e6 bytes/s) for each host.
PlatformSpec default_platform(std::vector<std::string> hosts);

}  // namespace faultline
