#pragma once

#include <cstdint>
#include <vector>

namespace faultline {

class OverLink;
enum class HostId : std::uint32_t;

/// Which of the messages to and from an instance a fault strikes.
struct Path {
  const OverLink* link = nullptr;             ///< those that pass it; null: any
  const std::vector<HostId>* ends = nullptr;  ///< those from and to these, sorted; null: any
  HostId at{};                                ///< the instance's own

  bool takes_all() const { return !link && !ends; }
  bool takes(HostId from, HostId to) const;
};

}  // namespace faultline
