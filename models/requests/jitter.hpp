#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/requests/call.hpp"
#include "sim/platform/platform.hpp"
#include "sim/platform/ways.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// The latency of a zone, a link or a rack's uplink.
struct LatencyLaw {
  std::string of;  ///< zone_law or link_law of its name; an uplink is a link
  const Distribution* distribution;
};
std::string zone_law(const std::string& name);
std::string link_law(const std::string& name);

/// What messages take beyond the least latency of their ways, where the latency of a zone or a link
/// is drawn: for each message, and each law on its way, by itself. Two hosts of a zone are one
/// latency of it apart, a host and the edge of its zone half of one. The platform has the least of
/// each law. Ignored: that a later message may thus overtake an earlier one, as with datagrams.
class Jitter {
 public:
  /// None at all.
  Jitter() = default;
  Jitter(const std::vector<LatencyLaw>& laws, const PlatformSpec& spec, const Streams& streams);

  bool none() const { return laws_.empty(); }
  Duration of(HostId from, HostId to, const Call& call);

  /// The draws of one message.
  static Draw draw(const Stream& stream, HostId from, HostId to, const Call& call);

 private:
  struct Law {
    const Distribution* distribution;
    Stream draws;
  };
  struct Part {
    const Law* law;
    double share;
  };
  using Way = std::vector<Part>;

  void add_part(Way& way, const std::string& name, double share) const;
  const Way& way(HostId from, HostId to);
  Way find_way(HostId from, HostId to) const;

  std::unique_ptr<Ways> platform_;
  std::vector<Ways::Site> sites_;    ///< of each host
  std::map<std::string, Law> laws_;  ///< by the names of zones and links
  std::map<std::uint64_t, Way> ways_;
};

}  // namespace faultline
