#include "analysis/measures/summary.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>

#include "analysis/estimates/ratio.hpp"

using namespace faultline;

namespace {

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

}  // namespace

TEST_CASE("A summary that was packed and unpacked has the same bits") {
  const auto odd_nan = std::bit_cast<double>(std::uint64_t{0xFFF8000000000123});
  const RunSummary summary{
      .measures = {{1.0 / 3, no_value, -0.0}, {5e-324, odd_nan, 1e308}},
      .series = {{0, 1, 2, 3}, {}, {no_value, std::numeric_limits<double>::infinity()}}};
  const auto found = unpack(pack(summary));
  REQUIRE(found.measures.size() == 2);
  REQUIRE(found.series.size() == 3);
  for (std::size_t i = 0; i < 2; ++i) CHECK(bits(found.measures[i]) == bits(summary.measures[i]));
  for (std::size_t i = 0; i < 3; ++i) CHECK(bits(found.series[i]) == bits(summary.series[i]));
}
