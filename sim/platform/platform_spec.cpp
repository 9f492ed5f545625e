#include "sim/platform/platform_spec.hpp"

namespace faultline {

PlatformSpec default_platform(std::vector<std::string> hosts) {
  PlatformSpec spec;
  auto& zone = spec.zones.emplace_back(
      PlatformSpec::Zone{"local", std::chrono::microseconds{250}, 125e6, {}});
  for (auto& host : hosts) zone.hosts.emplace_back(std::move(host));
  return spec;
}

}  // namespace faultline
