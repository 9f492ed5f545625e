#include "sim/random/distribution.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace faultline;

namespace {

constexpr int draws = 200'000;

std::unique_ptr<Distribution> law(const std::string& json) {
  auto document = parse_document(json, "law.json");
  std::unique_ptr<Distribution> distribution;
  Codec<std::unique_ptr<Distribution>>::read(document.root, distribution, document.problems);
  document.problems.raise();
  return distribution;
}

/// Draws in milliseconds.
std::vector<double> sample(const Distribution& distribution, int count = draws) {
  const auto stream = Streams{.seed = 1, .replication = 0}.named("distribution");
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    auto draw = stream.draw(static_cast<std::uint64_t>(i));
    values.push_back(seconds(distribution.sample(draw)) * 1e3);
  }
  return values;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double variance_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size() - 1);
}

double share_above(const std::vector<double>& values, double bound) {
  const auto above = std::ranges::count_if(values, [&](double value) { return value > bound; });
  return static_cast<double>(above) / static_cast<double>(values.size());
}

/// Four standard errors of a mean of `draws` values with this standard deviation.
double margin(double deviation) { return 4 * deviation / std::sqrt(draws); }

/// Four standard errors of a share p of `draws` values.
double share_margin(double p) { return margin(std::sqrt(p * (1 - p))); }

/// The mean the law states and the mean drawn are both the closed form's.
void check_mean(const Distribution& distribution, double mean_ms, double deviation_ms) {
  CHECK(distribution.mean() == Approx(mean_ms / 1e3).epsilon(1e-9));
  CHECK(mean_of(sample(distribution)) == Approx(mean_ms).margin(margin(deviation_ms)));
}

/// Four standard errors of a variance: sqrt((2 + excess kurtosis) / n) of it.
void check_variance(const Distribution& distribution, double variance, double excess_kurtosis) {
  CHECK(variance_of(sample(distribution)) ==
        Approx(variance).margin(margin(variance * std::sqrt(2 + excess_kurtosis))));
}

}  // namespace

TEST_CASE("the constant law always gives its value, and a bare text stands for it") {
  const auto same = [](double value) { return value == 3; };
  CHECK(std::ranges::all_of(sample(*law(R"({"kind": "constant", "value": "3ms"})"), 100), same));
  CHECK(std::ranges::all_of(sample(*law(R"("3ms")"), 100), same));
  CHECK(law(R"("3ms")")->mean() == Approx(0.003));
  CHECK(std::ranges::all_of(sample(*always(std::chrono::milliseconds(3)), 100), same));
}

TEST_CASE("the exponential law's deviation equals its mean") {
  const auto exponential = law(R"({"kind": "exponential", "mean": "8ms"})");
  check_mean(*exponential, 8, 8);
  check_variance(*exponential, 8 * 8, 6);
  CHECK(share_above(sample(*exponential), 16) ==
        Approx(std::exp(-2)).margin(share_margin(std::exp(-2))));
}

TEST_CASE("the uniform law stays within its bounds, its variance is width squared by twelve") {
  const auto uniform = law(R"({"kind": "uniform", "min": "2ms", "max": "8ms"})");
  check_mean(*uniform, 5, 6 / std::sqrt(12));
  check_variance(*uniform, 6 * 6 / 12.0, -1.2);
  const auto values = sample(*uniform);
  CHECK(*std::ranges::min_element(values) >= 2);
  CHECK(*std::ranges::max_element(values) <= 8);
}

TEST_CASE("the normal law is symmetric around its mean, and cut at 0") {
  const auto normal = law(R"({"kind": "normal", "mean": "50ms", "deviation": "5ms"})");
  check_mean(*normal, 50, 5);  // ten deviations above 0
  check_variance(*normal, 5 * 5, 0);
  CHECK(share_above(sample(*normal), 55) == Approx(0.15866).margin(share_margin(0.15866)));
  // Cut at its own mean it is the half-normal law: mean s sqrt(2 / pi), variance s^2 (1 - 2 / pi).
  const auto half = law(R"({"kind": "normal", "mean": "0ms", "deviation": "10ms"})");
  const double pi = std::acos(-1);
  check_mean(*half, 10 * std::sqrt(2 / pi), 10 * std::sqrt(1 - 2 / pi));
  const auto values = sample(*half);
  CHECK(*std::ranges::min_element(values) >= 0);
}

TEST_CASE("half of the lognormal law lies above its median and one in a hundred above its p99") {
  const auto lognormal = law(R"({"kind": "lognormal", "median": "50ms", "p99": "200ms"})");
  const auto values = sample(*lognormal);
  CHECK(share_above(values, 50) == Approx(0.5).margin(share_margin(0.5)));
  CHECK(share_above(values, 200) == Approx(0.01).margin(share_margin(0.01)));
  // sigma = ln(200 / 50) / 2.3263 = 0.5959; mean = 50 exp(sigma^2 / 2) = 59.71
  const double sigma = std::log(4) / 2.3263478740408408;
  const double mean = 50 * std::exp(sigma * sigma / 2);
  CHECK(mean == Approx(59.71).margin(0.01));
  check_mean(*lognormal, mean, mean * std::sqrt(std::exp(sigma * sigma) - 1));
}

TEST_CASE("k Erlang stages have one k-th of the exponential variance") {
  const auto erlang = law(R"({"kind": "erlang", "mean": "12ms", "stages": 4})");
  check_mean(*erlang, 12, 12 / std::sqrt(4));
  check_variance(*erlang, 12 * 12 / 4.0, 6 / 4.0);
  // P(X > t) = exp(-x)(1 + x + x^2 / 2 + x^3 / 6) with x = 4 t / 12, here t = 24: x = 8
  const double tail = std::exp(-8) * (1 + 8 + 64 / 2.0 + 512 / 6.0);
  CHECK(share_above(sample(*erlang), 24) == Approx(tail).margin(share_margin(tail)));
}

TEST_CASE("the Pareto law's tail falls with its shape") {
  const auto pareto = law(R"({"kind": "pareto", "min": "2ms", "shape": 3})");
  check_mean(*pareto, 2 * 3 / 2.0, 2 * std::sqrt(3 / 4.0));  // variance min^2 a/((a-1)^2 (a-2))
  const auto values = sample(*pareto);
  CHECK(*std::ranges::min_element(values) >= 2);
  for (const double times : {2.0, 5.0, 10.0}) {
    const double tail = std::pow(times, -3);
    CHECK(share_above(values, 2 * times) == Approx(tail).margin(share_margin(tail)));
  }
}

TEST_CASE("a Pareto law of shape one or less has no mean") {
  CHECK(std::isinf(law(R"({"kind": "pareto", "min": "2ms", "shape": 1})")->mean()));
}

TEST_CASE("a mixture chooses its parts by weight") {
  const auto mixture = law(R"({"kind": "mixture", "of": [
      {"weight": 3, "time": "1ms"},
      {"weight": 1, "time": {"kind": "exponential", "mean": "9ms"}}]})");
  // mean 3/4 1 + 1/4 9 = 3; second moment 3/4 1 + 1/4 2 81 = 41.25
  check_mean(*mixture, 3, std::sqrt(41.25 - 3 * 3));
  const auto values = sample(*mixture);
  const auto fast = std::ranges::count(values, 1.0);
  CHECK(static_cast<double>(fast) / draws == Approx(0.75).margin(share_margin(0.75)));
}

TEST_CASE("the empirical law gives each measured value equally often") {
  const auto empirical = law(R"({"kind": "empirical", "values": ["5ms", "1ms", "9ms", "1ms"]})");
  // mean (5 + 1 + 9 + 1) / 4 = 4; second moment (25 + 1 + 81 + 1) / 4 = 27
  check_mean(*empirical, 4, std::sqrt(27 - 4 * 4));
  const auto values = sample(*empirical);
  CHECK(share_above(values, 0.99) == 1);
  CHECK(share_above(values, 1.01) == Approx(0.5).margin(share_margin(0.5)));
  CHECK(share_above(values, 4.99) == Approx(0.5).margin(share_margin(0.5)));
  CHECK(share_above(values, 5.01) == Approx(0.25).margin(share_margin(0.25)));
  CHECK(share_above(values, 9.01) == 0);
}

TEST_CASE("by inversion a larger uniform number never gives a shorter duration") {
  const auto stream = Streams{.seed = 3, .replication = 0}.named("inversion");
  for (const auto* json : {R"({"kind": "uniform", "min": "2ms", "max": "8ms"})",
                           R"({"kind": "lognormal", "median": "50ms", "p99": "200ms"})",
                           R"({"kind": "normal", "mean": "5ms", "deviation": "4ms"})",
                           R"({"kind": "pareto", "min": "2ms", "shape": 3})",
                           R"({"kind": "empirical", "values": ["5ms", "1ms", "9ms"]})"}) {
    const auto distribution = law(json);
    std::vector<std::pair<double, Duration>> drawn;
    for (std::uint64_t request = 0; request < 1000; ++request) {
      auto draw = stream.draw(request);
      drawn.emplace_back(stream.draw(request).uniform(), distribution->sample(draw));
    }
    std::ranges::sort(drawn);
    CHECK(std::ranges::is_sorted(drawn, {}, &std::pair<double, Duration>::second));
  }
}

TEST_CASE("the normal quantile agrees with the tables") {
  CHECK(normal_quantile(0.5) == 0);
  // scipy.stats.norm.ppf
  CHECK(normal_quantile(0.75) == Approx(0.6744897501960817).epsilon(1e-14));
  CHECK(normal_quantile(0.9) == Approx(1.2815515655446004).epsilon(1e-14));
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-14));
  CHECK(normal_quantile(0.99) == Approx(2.3263478740408408).epsilon(1e-14));
  CHECK(normal_quantile(0.995) == Approx(2.5758293035489004).epsilon(1e-14));
  CHECK(normal_quantile(0.001) == Approx(-3.090232306167813).epsilon(1e-14));
  CHECK(normal_quantile(1e-10) == Approx(-6.361340902404056).epsilon(1e-14));
  CHECK(normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-14));
}

TEST_CASE("the normal quantile inverts the normal distribution function") {
  for (double p = 0.001; p < 1; p += 0.001)
    CHECK(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2)) == Approx(p).epsilon(1e-13));
}

TEST_CASE("laws whose parameters contradict each other are refused at the parameter") {
  const auto refused = [](const char* json) -> std::string {
    try {
      law(json);
      return "";
    } catch (const ScenarioError& error) {
      return error.what();
    }
  };
  CHECK(refused(R"({"kind": "lognormal", "median": "50ms", "p99": "20ms"})") ==
        "law.json:1:48: /p99: \"p99\" is below \"median\"");
  CHECK(refused(R"({"kind": "uniform", "min": "5ms", "max": "2ms"})") ==
        "law.json:1:42: /max: \"max\" is less than \"min\"");
  CHECK(refused(R"({"kind": "empirical", "values": []})") ==
        "law.json:1:33: /values: \"values\" is empty");
  CHECK(refused(R"({"kind": "empirical", "values": ["1ms", "-1ms"]})") ==
        "law.json:1:33: /values: \"values\" holds a negative duration");
  CHECK(refused(R"({"kind": "mixture", "of": []})") ==
        "law.json:1:27: /of: a mixture needs at least one part");
  CHECK(refused(R"({"kind": "uniform", "min": "5ms", "max": "2"})") ==
        "law.json:1:42: /max: \"2\" has no unit; a duration is written as \"250ms\" "
        "(units: ns, us, ms, s, min, h, d)");
}
