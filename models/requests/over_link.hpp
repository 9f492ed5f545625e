#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/platform/platform.hpp"
#include "sim/platform/ways.hpp"

namespace faultline {

/// The messages that pass one link, a rack's uplink or a host's port.
class OverLink {
 public:
  /// `ways` and `hosts`, their names by HostId, outlive it.
  OverLink(const Ways& ways, const std::vector<std::string>& hosts, std::string link)
      : ways_(ways), hosts_(hosts), link_(std::move(link)) {}

  const std::string& link() const { return link_; }
  bool passes(HostId from, HostId to) const;

 private:
  const Ways& ways_;
  const std::vector<std::string>& hosts_;
  std::string link_;
  mutable std::map<std::uint64_t, bool> known_;
};

}  // namespace faultline
