#include "models/instances/shared_cpu.hpp"

#include <algorithm>

namespace faultline {

namespace {

constexpr auto longer_than_any_run = std::chrono::hours(24 * 365 * 100);

Task<void> burn(HostShare& share, double of_a_core) {
  co_await share.work(longer_than_any_run, of_a_core);
}

}  // namespace

void SharedCpu::take(const Fault& fault, double cores) {
  auto& group = taken_[&fault];
  for (; cores > 0; cores -= 1) start(burn(others_, std::min(cores, 1.0)), group);
}

}  // namespace faultline
