#include "sim/platform/platform.hpp"

namespace faultline {

void Platform::number_hosts(const PlatformSpec& spec) {
  for (std::size_t zone = 0; zone < spec.zones.size(); ++zone)
    for (const auto& host : spec.zones[zone].hosts) {
      numbers_.try_emplace(host, HostId{static_cast<std::uint32_t>(hosts_.size())});
      hosts_.push_back(host);
      zones_.push_back(zone);
    }
}

HostId Platform::host(std::string_view name) const {
  const auto found = numbers_.find(std::string(name));
  check(found != numbers_.end(), "a host of this name is in the platform");
  return found->second;
}

}  // namespace faultline
