#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/language/codec.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// What a host has that differs from the rest of its zone.
struct HostSettings {
  static constexpr auto called = "host";
  std::optional<std::int64_t> cores;
  std::optional<double> speed;
  std::vector<Reference> labels;
  void fields(Fields& f);
};

/// Hosts of a zone that fail together, and reach the others through one uplink if they have one.
struct RackSettings {
  static constexpr auto called = "rack";
  static constexpr Bandwidth usual_bandwidth{1.25e9};
  std::vector<Reference> hosts;
  std::unique_ptr<Distribution> latency;  ///< null: the uplink has none
  std::optional<Bandwidth> bandwidth;
  void fields(Fields& f);

  bool has_uplink() const { return latency || bandwidth; }
};

struct ZoneSettings {
  static constexpr auto called = "zone";
  Reference region;
  std::unique_ptr<Distribution> latency;
  Bandwidth bandwidth{125e6};
  std::vector<Reference> hosts;  ///< that stand in no rack
  Table<RackSettings> racks;
  std::int64_t cores = 1;
  double speed = 1;
  void fields(Fields& f);
};

struct LinkSettings {
  static constexpr auto called = "link";
  Reference name;
  std::vector<Reference> between;
  std::unique_ptr<Distribution> latency;
  Bandwidth bandwidth{125e6};
  bool shared = true;
  void fields(Fields& f);
};

struct RouteSettings {
  static constexpr auto called = "route";
  std::vector<Reference> between;
  std::vector<Reference> links;
  Place place;
  void fields(Fields& f);
};

/// One host, with all that the platform says of it.
struct Host {
  std::string zone;
  std::string region;  ///< empty: none
  std::string rack;    ///< empty: none
  std::int64_t cores;
  double speed;
  std::vector<std::string> labels;
};

/// Hosts, zones and links; or a file of SimGrid's that says them.
struct PlatformSettings {
  static constexpr auto called = "platform";
  Table<ZoneSettings> zones;
  Table<HostSettings> special;  ///< hosts that differ from the rest of their zone
  std::vector<LinkSettings> links;
  std::vector<RouteSettings> routes;
  std::optional<Reference> file;
  std::optional<double> flops;

  Table<Host> hosts;     ///< of all zones, zone by zone
  std::string path;      ///< of the file
  double reference = 1;  ///< flop/s of a host of the file that has speed 1
  void fields(Fields& f);

 private:
  void read_file(Fields& f);
};

/// Names of hosts as they are written: "web[1-3]" stands for web1, web2 and web3, "web[01-10]" for
/// web01 to web10. Tells of a range that cannot be.
std::vector<Reference> expanded(const std::vector<Reference>& hosts, Problems& problems);

/// The highest speed of a host; 1 without a platform.
double fastest_of(const std::optional<PlatformSettings>& platform);

}  // namespace faultline
