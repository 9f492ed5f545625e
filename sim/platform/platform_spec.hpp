#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// Where the hosts stand and what joins them. Plain data, drawn from the scenario.
///
/// A zone is one local network. Each of its hosts has a port to it, with the zone's bandwidth in
/// each direction and half of the zone's latency, so that two hosts of a zone are `latency` apart.
/// A link joins two zones, with its bandwidth in each direction. Names of zones, of hosts and of
/// links are each unique; a link is not named as a host. What a zone's switch or a router adds of
/// its own is ignored.
struct PlatformSpec {
  struct Zone {
    std::string name;
    Duration latency;         ///< one way, between any two of its hosts; not negative
    double bytes_per_second;  ///< of each host's port; positive
    std::vector<std::string> hosts;
  };

  struct Link {
    std::string name;
    std::array<std::string, 2> between;  ///< the zones it joins
    Duration latency;                    ///< one way; not negative
    double bytes_per_second;             ///< in each direction; positive
  };

  std::vector<Zone> zones;
  std::vector<Link> links;
};

/// One local network for all: 0.25 ms one way and 1 Gbit/s (125e6 bytes/s) for each host.
PlatformSpec default_platform(std::vector<std::string> hosts);

/// What messages take while nothing is shared.
class Transits {
 public:
  explicit Transits(PlatformSpec spec);

  /// For one of so many bytes from one host to another; nothing where no links lead there or a host
  /// is unknown.
  std::optional<Duration> between(const std::string& from, const std::string& to,
                                  std::int64_t bytes) const;

 private:
  PlatformSpec spec_;
  std::map<std::string, std::size_t> zones_;  ///< of each host
};

/// A link of the specification, taken on the way from one zone to another.
struct Crossing {
  std::size_t link;  ///< index in PlatformSpec::links
  bool forward;      ///< from between[0] to between[1]

  friend bool operator==(const Crossing&, const Crossing&) = default;
};

/// The way from one zone to another: fewest links, then least latency, then declared first.
/// Zones are given by index in PlatformSpec::zones. Empty where no links lead there.
std::vector<Crossing> zone_path(const PlatformSpec& spec, std::size_t from, std::size_t to);

}  // namespace faultline
