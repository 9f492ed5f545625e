#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/platform/platform_spec.hpp"

namespace faultline {

/// A link of the specification, taken on the way from one zone to another.
struct Crossing {
  std::size_t link;  ///< index in PlatformSpec::links
  bool forward;      ///< from between[0] to between[1]

  friend bool operator==(const Crossing&, const Crossing&) = default;
};

/// What lies between hosts. Between zones: the route that is given, else fewest links, then least
/// latency, then declared first. Routes do not change when a link goes down.
class Ways {
 public:
  explicit Ways(PlatformSpec spec);
  Ways(const Ways&) = delete;
  Ways& operator=(const Ways&) = delete;

  const PlatformSpec& spec() const { return spec_; }

  /// Zones are given by index in PlatformSpec::zones. Empty where no links lead there.
  const std::vector<Crossing>& between_zones(std::size_t from, std::size_t to) const;

  /// Where a host stands; nothing for one that is unknown.
  struct Site {
    std::size_t zone;
    const PlatformSpec::Host* host;
    const PlatformSpec::Uplink* uplink;  ///< of its rack; null: none
  };
  std::optional<Site> site_of(const std::string& host) const;
  /// Of hosts from which messages leave by the same way, of one zone and behind one uplink if any,
  /// the first one; a host that is unknown is left out.
  std::vector<std::string> one_of_each_site(const std::vector<std::string>& hosts) const;

  /// One thing that a message passes: a port, an uplink or a link.
  struct Passage {
    std::string name;
    Duration latency;
    double bytes_per_second;
  };
  /// In order; nothing where no links lead there or a host is unknown, empty within a host.
  std::optional<std::vector<Passage>> between(const std::string& from, const std::string& to) const;

  /// What a message of so many bytes takes while nothing is shared.
  std::optional<Duration> transit(const std::string& from, const std::string& to,
                                  std::int64_t bytes) const;

 private:
  struct Ends {
    std::size_t first;
    std::size_t second;
  };
  struct Tree;

  std::vector<Crossing> given(const PlatformSpec::Route& route, std::size_t from) const;
  void find_from(std::size_t zone) const;
  bool improve(Tree& tree, Crossing crossing) const;
  std::size_t zone_index(const std::string& name) const;
  Passage port(const Site& site) const;

  PlatformSpec spec_;
  std::map<std::string, std::size_t> zones_;
  std::map<std::string, Site> sites_;
  std::vector<Ends> ends_;  ///< of each link
  mutable std::map<std::pair<std::size_t, std::size_t>, std::vector<Crossing>> known_;
};

}  // namespace faultline
