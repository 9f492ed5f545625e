#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/platform/ways.hpp"

namespace faultline {

/// Which links lie between the hosts on which the client and the parts of a design stand.
class LinksInUse {
 public:
  using Links = std::shared_ptr<const std::set<std::string>>;

  LinksInUse(const Scenario& scenario, const DesignSettings& design);

  /// Those between this host and the others that are in use; uplinks and ports are links, too.
  Links passed_from(const std::string& host) const;

 private:
  /// Hosts from which messages leave by the same way: a zone, or a rack with an uplink.
  using Group = std::pair<std::size_t, const PlatformSpec::Uplink*>;

  Ways ways_;
  std::set<std::string> hosts_;
  std::vector<std::string> sites_;  ///< one host of each group
  mutable std::map<Group, Links> known_;
};

}  // namespace faultline
