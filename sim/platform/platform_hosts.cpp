#include "sim/platform/platform.hpp"

namespace faultline {

void Platform::number_hosts(const PlatformSpec& spec) {
  for (std::size_t zone = 0; zone < spec.zones.size(); ++zone)
    for (const auto& host : spec.zones[zone].hosts) add_host(host, zone);
}

void Platform::add_host(const PlatformSpec::Host& host, std::size_t zone) {
  numbers_.try_emplace(host.name, HostId{static_cast<std::uint32_t>(hosts_.size())});
  hosts_.push_back(host.name);
  zones_.push_back(zone);
  speeds_.push_back(host.speed);
  cores_.push_back(host.cores);
}

HostId Platform::host(std::string_view name) const {
  const auto found = numbers_.find(std::string(name));
  check(found != numbers_.end(), "a host of this name is in the platform");
  return found->second;
}

}  // namespace faultline
