#include "lab/running/packet.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/estimates/ratio.hpp"

using namespace faultline;

TEST_CASE("A run's result comes out of a packet as it went in") {
  const RunResult sent{{{{1, 2.5}, {no_value, 1e300}}, {{0, 1}, {7, 8}}},
                       18'000'000'000'000'000'001u,
                       {},
                       {.arrived = 9, .slowest = {{4, 5, Duration{6}}}, .median = Candidate{7}}};
  const auto received = from_bytes(to_bytes(sent));
  CHECK(received.events == 18'000'000'000'000'000'001u);
  CHECK(received.summary.measures[0] == sent.summary.measures[0]);
  CHECK(std::isnan(received.summary.measures[1][0]));
  CHECK(received.summary.measures[1][1] == 1e300);
  CHECK(received.summary.series == sent.summary.series);
  CHECK(received.offer.arrived == 9);
  CHECK(received.offer.slowest.at(0).response == Duration{6});
  CHECK(received.offer.median->request == 7);
  CHECK(received.offer.share.empty());
}
