#include "analysis/estimates/histogram.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/random/stream.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// Spans spread evenly over the decades from 100 ns to 1000 s.
std::vector<Duration> spans_over_ten_decades(int count) {
  const auto stream = Streams{}.named("spans");
  std::vector<Duration> spans;
  for (int i = 0; i < count; ++i)
    spans.push_back(from_nanoseconds(std::pow(10, 2 + 10 * stream.draw(i).uniform())));
  return spans;
}

Histogram histogram_of(const std::vector<Duration>& spans) {
  Histogram histogram;
  for (const auto span : spans) histogram.add(span);
  return histogram;
}

}  // namespace

TEST_CASE("A histogram's quantiles are within 1 % of the sorted spans, over ten decades") {
  auto spans = spans_over_ten_decades(100'000);
  const auto histogram = histogram_of(spans);
  std::sort(spans.begin(), spans.end());
  for (const double q : {0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::ceil(q * 100'000));
    CHECK(histogram.quantile_s(q) == Approx(seconds(spans[rank - 1])).epsilon(0.01).margin(0));
  }
}

TEST_CASE("No single span is reported more than 1/128 off, however long") {
  for (std::int64_t ns = 1; ns < std::int64_t{1} << 61; ns += 1 + ns / 77) {
    Histogram histogram;
    histogram.add(Duration{ns});
    const double exact = seconds(Duration{ns});
    REQUIRE(std::abs(histogram.quantile_s(0.5) - exact) <= exact / 128 * (1 + 1e-12));
  }
}

TEST_CASE("Spans below 128 ns are counted exactly") {
  for (std::int64_t ns = 0; ns < 128; ++ns) {
    Histogram histogram;
    histogram.add(Duration{ns});
    REQUIRE(histogram.quantile_s(1) == seconds(Duration{ns}));
  }
}

TEST_CASE("A histogram's mean is exact") {
  Histogram histogram;
  histogram.add(1s + 1ns);
  histogram.add(2s);
  histogram.add(6s + 2ns);
  CHECK(histogram.mean_s() == Approx((9 + 3e-9) / 3).epsilon(1e-15));
  CHECK(histogram.count() == 3);
}

TEST_CASE("The median of four spans is the second, by nearest rank") {
  Histogram histogram;
  for (const auto span : {40ns, 10ns, 30ns, 20ns}) histogram.add(span);
  CHECK(histogram.quantile_s(0.5) == seconds(Duration{20ns}));
  CHECK(histogram.quantile_s(0.51) == seconds(Duration{30ns}));
  CHECK(histogram.quantile_s(0) == seconds(Duration{10ns}));
}

TEST_CASE("Merging histograms is the same as adding all spans to one") {
  const auto spans = spans_over_ten_decades(3000);
  Histogram low;
  Histogram high;
  for (const auto span : spans) (span < 1ms ? low : high).add(span);
  const auto all = histogram_of(spans);
  Histogram upward = low;
  upward.merge(high);
  Histogram downward = high;
  downward.merge(low);
  downward.merge(Histogram{});
  for (const auto& merged : {upward, downward}) {
    CHECK(merged.count() == 3000);
    CHECK(merged.mean_s() == all.mean_s());
    for (double q = 0; q <= 1; q += 1.0 / 512) REQUIRE(merged.quantile_s(q) == all.quantile_s(q));
  }
}

TEST_CASE("An empty histogram has no mean and no quantile") {
  CHECK(std::isnan(Histogram{}.mean_s()));
  CHECK(std::isnan(Histogram{}.quantile_s(0.5)));
}
