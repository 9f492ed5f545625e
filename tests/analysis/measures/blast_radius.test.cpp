#include "analysis/measures/blast_radius.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/collector.hpp"
#include "analysis/measures/measures.hpp"
#include "tests/analysis/measures/struck.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

RunFrame frame() {
  auto frame = struck("b down");
  frame.operations = {"a", "b", "c", "d"};
  return frame;
}

/// Ends of attempts at a steady 20/s, but for `during` per second while the fault lasts.
std::vector<double> rates(double during) {
  std::vector<double> rates(100, 20.0);
  std::fill(rates.begin() + 40, rates.begin() + 50, during);
  return rates;
}

double radius(const RunFrame& frame, const std::vector<std::vector<double>>& goodput) {
  return blast_radius(frame, Buckets{frame.length}, goodput);
}

}  // namespace

TEST_CASE("One of four operations without goodput is a blast radius of a quarter") {
  Collector collector(frame());
  for (int ms = 0; ms < 100'000; ms += 50)
    for (std::uint32_t operation = 0; operation < 4; ++operation) {
      const bool down = operation == 1 && ms >= 40'000 && ms < 50'000;
      const Time at{ms * 1ms};
      collector.attempt({operation, at, at, down ? Outcome::failed : Outcome::succeeded, true});
    }
  const auto found = collector.summary().measures[0][measure_index("blast_radius")];
  CHECK(found == 1 / 4.0);
}

TEST_CASE("An operation without steady traffic is no part of the blast radius") {
  CHECK(radius(frame(), {rates(0), rates(20), std::vector<double>(100, 0.0)}) == 1 / 2.0);
}

TEST_CASE("A loss within 5 % is no loss") {
  CHECK(radius(frame(), {rates(19.1)}) == 0);
  CHECK(radius(frame(), {rates(18.9)}) == 1);
}

TEST_CASE("A loss within three standard errors of noisy traffic is no loss") {
  auto noisy = rates(0);
  for (std::size_t i = 0; i < 40; ++i) noisy[i] = i % 2 ? 30 : 10;  // deviation sqrt(3000/29)
  const double standard_error = std::sqrt(3000 / 29.0) / std::sqrt(10);
  const auto during = [&](double rate) { std::fill(&noisy[40], &noisy[50], rate); };
  during(20 - 2.99 * standard_error);
  CHECK(radius(frame(), {noisy}) == 0);
  during(20 - 3.01 * standard_error);
  CHECK(radius(frame(), {noisy}) == 1);
}

TEST_CASE("An operation that any one of the faults takes down is in the blast radius") {
  auto two = frame();
  two.faults.insert(two.faults.begin(), {"c slow", Time{70s}, end_of_time});
  CHECK(radius(two, {rates(0), rates(20)}) == 1 / 2.0);
}

TEST_CASE("Without a fault that covers a bucket, or a steady state, there is no blast radius") {
  auto calm = frame();
  calm.faults.clear();
  CHECK(std::isnan(radius(calm, {rates(0)})));
  auto blink = frame();
  blink.faults = {{"blink", Time{40200ms}, Time{40700ms}}};
  CHECK(std::isnan(radius(blink, {rates(0)})));
  auto early = frame();
  early.warm = Time{36s};
  CHECK(std::isnan(radius(early, {rates(0)})));
}
