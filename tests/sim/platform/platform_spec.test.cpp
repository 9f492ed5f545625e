#include "sim/platform/platform_spec.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

TEST_CASE("the default platform is one zone with all the hosts") {
  const auto spec = default_platform({"a", "b", "c"});
  REQUIRE(spec.zones.size() == 1);
  CHECK(spec.zones[0].hosts == std::vector<PlatformSpec::Host>{"a", "b", "c"});
  CHECK(spec.zones[0].latency == 250us);
  CHECK(spec.zones[0].bytes_per_second == 1e9 / 8);
  CHECK(spec.links.empty());
}
