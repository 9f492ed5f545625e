#include "sim/platform/ways.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// Four zones: a ring eu - us - asia - mars - eu, and a second, slower link eu - us.
PlatformSpec ring() {
  PlatformSpec spec;
  for (const auto* name : {"eu", "us", "asia", "mars"})
    spec.zones.push_back({name, 250us, 125e6, {std::string(name) + "-host"}});
  spec.links = {{"cheap", {"eu", "us"}, 90ms, 12.5e6},
                {"wan", {"us", "eu"}, 40ms, 12.5e6},
                {"pacific", {"us", "asia"}, 60ms, 12.5e6},
                {"uplink", {"asia", "mars"}, 200ms, 1e6},
                {"downlink", {"mars", "eu"}, 200ms, 1e6}};
  return spec;
}

using Path = std::vector<Crossing>;

}  // namespace

TEST_CASE("of two links between the same zones the one with less latency is taken") {
  CHECK(Ways(ring()).between_zones(0, 1) == Path{{1, false}});
  CHECK(Ways(ring()).between_zones(1, 0) == Path{{1, true}});
}

TEST_CASE("fewer links win over less latency") {
  auto spec = ring();
  spec.links.push_back({"cable", {"eu", "asia"}, 900ms, 1e6});
  CHECK(Ways(spec).between_zones(0, 2) == Path{{5, true}});
}

TEST_CASE("among ways with as many links the least latency wins") {
  // eu - us - asia: 40 + 60 = 100 ms; eu - mars - asia: 200 + 200 = 400 ms
  CHECK(Ways(ring()).between_zones(0, 2) == Path{{1, false}, {2, true}});
}

TEST_CASE("no path leads to a zone without links") {
  auto spec = ring();
  spec.zones.push_back({"moon", 250us, 125e6, {}});
  CHECK(Ways(spec).between_zones(0, 4).empty());
  CHECK(Ways(spec).between_zones(4, 0).empty());
}
