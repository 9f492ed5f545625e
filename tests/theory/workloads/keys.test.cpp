#include <cmath>

#include "models/workloads/mix.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

/// What requests are about: P(k) = k^-s / H(n), H(n) = 1^-s + ... + n^-s.
using namespace faultline;

namespace {

double harmonic(std::uint64_t n, double s) {
  double sum = 0;
  for (auto k = n; k > 0; --k) sum += std::pow(static_cast<double>(k), -s);
  return sum;
}

/// The same for many keys: exact up to 1000, then the integral with its first corrections
/// (Euler, Maclaurin), which are off by less than 1e-9.
double harmonic_of_many(double n, double s) {
  const auto power = [&](double x) { return std::pow(x, -s); };
  const auto integral = [&](double x) {
    return s == 1 ? std::log(x) : std::pow(x, 1 - s) / (1 - s);
  };
  return harmonic(1000, s) + integral(n) - integral(1000) + (power(n) - power(1000)) / 2;
}

std::vector<std::uint64_t> drawn(std::uint64_t keys, double exponent, std::uint64_t count) {
  const Zipf zipf(keys, exponent);
  const auto stream = Streams{}.named("keys");
  std::vector<std::uint64_t> found;
  for (std::uint64_t request = 0; request < count; ++request) {
    auto draw = stream.draw(request);
    found.push_back(zipf.sample(draw));
  }
  return found;
}

/// Sum of (found - expected)^2 / expected over all keys.
double chi_square(std::uint64_t keys, double exponent, std::uint64_t count) {
  std::vector<double> found(keys);
  for (const auto key : drawn(keys, exponent, count)) ++found[key - 1];
  const auto whole = harmonic(keys, exponent);
  double sum = 0;
  for (std::uint64_t k = 1; k <= keys; ++k) {
    const auto expected =
        static_cast<double>(count) * std::pow(static_cast<double>(k), -exponent) / whole;
    sum += (found[k - 1] - expected) * (found[k - 1] - expected) / expected;
  }
  return sum;
}

/// How many standard errors the share of keys up to k is off.
double off(std::uint64_t keys, double exponent, std::uint64_t k) {
  constexpr double count = 200'000;
  double found = 0;
  for (const auto key : drawn(keys, exponent, 200'000)) found += key <= k ? 1 : 0;
  const auto up_to_k =
      k > 1000 ? harmonic_of_many(static_cast<double>(k), exponent) : harmonic(k, exponent);
  const auto share = up_to_k / harmonic_of_many(static_cast<double>(keys), exponent);
  return std::abs(found / count - share) / std::sqrt(share * (1 - share) / count);
}

}  // namespace

TEST_CASE("Keys: each is drawn as often as Zipf's law says") {
  for (const double exponent : {0.0, 0.8, 1.0, 1.2, 3.0}) {
    CHECK(chi_square(2, exponent, 100'000) < 15.1);   // 1 degree of freedom, p = 1e-4
    CHECK(chi_square(10, exponent, 100'000) < 33.7);  // 9
    CHECK(chi_square(100, exponent, 300'000) < 161);  // 99
  }
}

TEST_CASE("Keys: of a million million too, the most popular and the rest have their shares") {
  for (const double exponent : {0.8, 1.0, 1.2})
    for (const std::uint64_t keys : {1'000'000ull, 1'000'000'000'000ull})
      for (const auto up_to : std::vector<std::uint64_t>{1, 10, 1000, keys / 2})
        CHECK(off(keys, exponent, up_to) < 4);
  for (const std::uint64_t up_to : {500'000ull, 900'000ull}) CHECK(off(1'000'000, 0, up_to) < 4);
}

TEST_CASE("Keys: an exponent near one is no different from one") {
  CHECK(drawn(1'000'000, 1 + 1e-12, 10'000) == drawn(1'000'000, 1, 10'000));
  CHECK(drawn(1'000'000, 1 - 1e-12, 10'000) == drawn(1'000'000, 1, 10'000));
}

TEST_CASE("Keys: one key is what all requests are about, and without keys each has its own") {
  for (const auto key : drawn(1, 1.2, 1000)) CHECK(key == 1);
  const Mix mix({RequestClass{}}, {}, Keys(std::nullopt, Streams{}), Streams{});
  for (std::uint64_t request = 0; request < 1000; ++request) CHECK(mix.key_of(request) == request);
}

TEST_CASE("Keys: a request is about the same, whatever the classes are") {
  const Mix one({RequestClass{}}, {}, Keys(Zipf(1000, 1), Streams{}), Streams{});
  const Mix two({RequestClass{}, RequestClass{}}, {1, 3}, Keys(Zipf(1000, 1), Streams{}),
                Streams{});
  const Streams others{1, 1};
  const Mix other_replication({RequestClass{}}, {}, Keys(Zipf(1000, 1), others), others);
  int same = 0;
  for (std::uint64_t request = 0; request < 1000; ++request) {
    CHECK(one.key_of(request) == two.key_of(request));
    same += one.key_of(request) == other_replication.key_of(request) ? 1 : 0;
  }
  CHECK(same < 100);
}

TEST_CASE("Keys: in a run each shard has the requests about its keys") {
  double elsewhere = 0;  // than in shard 1 of 3: its keys k are those of mix(k) = 1 modulo 3
  for (std::uint64_t k = 1; k <= 20; ++k)
    if (mix(k) % 3 != 1) elsewhere += 1 / static_cast<double>(k) / harmonic(20, 1);
  const Setup setup{
      .length = "200s",
      .workload = R"({ "kind": "open", "arrivals": )" + poisson_at(100) +
                  R"(, "keys": { "count": 20, "exponent": 1 } })",
      .services = R"("a": { "instances": 3, "shards": 3, "workers": 100000 })",
      .operations = R"("a.run": [ { "effect": "done" } ])",
      .faults = R"({ "name": "down", "kind": "crash", "target": "a#1", "at": "0s" })"};
  CHECK_THAT(Replications(setup, 10)["availability"], Agrees(elsewhere, {0.02}));
}
