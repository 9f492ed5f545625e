#include "sim/platform/known_routes.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

TEST_CASE("routes are found once each, and again once they are forgotten") {
  KnownRoutes routes;
  int found = 0;
  const auto latency = [&](std::uint32_t from, std::uint32_t to) {
    const auto find = [&] {
      ++found;
      return Route{.latency = Duration{from * 1000 + to}};
    };
    return routes.at(from, to, find).latency.count();
  };
  for (int round = 0; round < 2; ++round)
    for (std::uint32_t from = 0; from < 200; ++from)
      for (std::uint32_t to = 0; to < 20; ++to) REQUIRE(latency(from, to) == from * 1000 + to);
  CHECK(found == 200 * 20);
  routes.forget();
  CHECK(latency(199, 19) == 199019);
  CHECK(found == 200 * 20 + 1);
}
