#include "sim/random/count.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

using namespace faultline;

namespace {

constexpr int draws = 100'000;

std::unique_ptr<Count> law(const std::string& json) {
  auto document = parse_document(json, "law.json");
  std::unique_ptr<Count> count;
  Codec<std::unique_ptr<Count>>::read(document.root, count, document.problems);
  document.problems.raise();
  return count;
}

std::vector<std::int64_t> sample(const Count& count) {
  const auto stream = Streams{.seed = 1, .replication = 0}.named("count");
  std::vector<std::int64_t> values;
  for (std::uint64_t i = 0; i < draws; ++i) {
    auto draw = stream.draw(i);
    values.push_back(count.sample(draw));
  }
  return values;
}

double mean_of(const std::vector<std::int64_t>& values) {
  double sum = 0;
  for (const auto value : values) sum += static_cast<double>(value);
  return sum / draws;
}

double share_of(const std::vector<std::int64_t>& values, std::int64_t wanted) {
  return static_cast<double>(std::ranges::count(values, wanted)) / draws;
}

/// Four standard errors of a mean of `draws` values with this standard deviation.
double margin(double deviation) { return 4 * deviation / std::sqrt(draws); }
double share_margin(double p) { return margin(std::sqrt(p * (1 - p))); }

}  // namespace

TEST_CASE("A bare number stands for the count that is always that number") {
  CHECK(law("3")->mean() == 3);
  CHECK(law(R"({ "kind": "constant", "value": 3 })")->least() == 3);
  CHECK(mean_of(sample(*law("3"))) == 3);
}

TEST_CASE("Uniform counts take each number of their range alike") {
  const auto values = sample(*law(R"({ "kind": "uniform", "min": 2, "max": 5 })"));
  for (const std::int64_t n : {2, 3, 4, 5})
    CHECK(share_of(values, n) == Approx(0.25).margin(share_margin(0.25)));
}

TEST_CASE("Geometric counts are once at least, and once more with the same probability") {
  const auto count = law(R"({ "kind": "geometric", "mean": 4 })");
  const auto values = sample(*count);
  CHECK(mean_of(values) == Approx(4).margin(margin(std::sqrt(4 * 3))));  // variance m (m - 1)
  for (const int n : {1, 2, 3}) {
    const double p = 0.25 * std::pow(0.75, n - 1);
    CHECK(share_of(values, n) == Approx(p).margin(share_margin(p)));
  }
  CHECK(mean_of(sample(*law(R"({ "kind": "geometric", "mean": 1 })"))) == 1);
}

TEST_CASE("Poisson counts have their mean as variance") {
  const auto values = sample(*law(R"({ "kind": "poisson", "mean": 2.5 })"));
  CHECK(mean_of(values) == Approx(2.5).margin(margin(std::sqrt(2.5))));
  CHECK(share_of(values, 0) == Approx(std::exp(-2.5)).margin(share_margin(std::exp(-2.5))));
  const double two = std::exp(-2.5) * 2.5 * 2.5 / 2;
  CHECK(share_of(values, 2) == Approx(two).margin(share_margin(two)));
}

TEST_CASE("Counts whose bounds contradict each other are refused at the bound") {
  CHECK_THROWS_WITH(law(R"({ "kind": "uniform", "min": 5, "max": 2 })"),
                    "law.json:1:39: /max: \"max\" is less than \"min\"");
  CHECK_THROWS_WITH(law("-1"), Catch::Contains("0 to 1000000"));
}
