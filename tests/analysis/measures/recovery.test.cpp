#include "analysis/measures/recovery.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/collector.hpp"
#include "analysis/measures/measures.hpp"
#include "tests/analysis/measures/struck.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

RunFrame frame() { return struck("payment down"); }

/// All well but for the seconds [from, to).
std::vector<double> unwell(std::size_t from, std::size_t to) {
  std::vector<double> healthy(100, 1.0);
  std::fill(healthy.begin() + from, healthy.begin() + to, 0.0);
  return healthy;
}

double recovery(const RunFrame& frame, const std::vector<double>& healthy) {
  return recovery_of(frame, Buckets{frame.length}, healthy).longest_s;
}

}  // namespace

TEST_CASE("Time to recover runs from the fault's end to the first of five good buckets") {
  CHECK(recovery(frame(), unwell(40, 57)) == 57 - 50);
}

TEST_CASE("Whoever works again when the fault ends, or never noticed, recovers in no time") {
  CHECK(recovery(frame(), unwell(40, 50)) == 0);
  CHECK(recovery(frame(), unwell(0, 0)) == 0);
}

TEST_CASE("Four good buckets are no recovery, and empty ones neither count nor break a run") {
  auto healthy = unwell(40, 55);
  healthy[59] = 0;  // 55 to 58 are good: four
  healthy[61] = no_value;
  CHECK(recovery(frame(), healthy) == 60 - 50);
}

TEST_CASE("A design that does not come back counts to the run's length") {
  CHECK(recovery(frame(), unwell(40, 100)) == 100 - 50);
}

TEST_CASE("The band is three deviations wide, and never narrower than one point") {
  auto healthy = unwell(40, 50);
  healthy[50] = 0.991;  // within 0.01 of a steady 1
  CHECK(recovery(frame(), healthy) == 0);
  healthy[50] = 0.989;
  CHECK(recovery(frame(), healthy) == 1);
  for (std::size_t i = 10; i < 40; ++i) healthy[i] = i % 2 ? 1.0 : 0.9;  // 0.95 -+ 0.051
  healthy[50] = 0.81;                                                    // above 0.95 - 0.153
  CHECK(recovery(frame(), healthy) == 0);
  healthy[50] = 0.79;
  CHECK(recovery(frame(), healthy) == 1);
}

TEST_CASE("The longest recovery counts, and a fault that never ends has none") {
  auto two = frame();
  two.faults.push_back({"orders slow", Time{70s}, Time{75s}});
  auto healthy = unwell(40, 53);
  std::fill(healthy.begin() + 70, healthy.begin() + 79, 0.0);
  CHECK(recovery(two, healthy) == 79 - 75);
  two.faults[1].to = end_of_time;
  CHECK(recovery(two, healthy) == 53 - 50);
  two.faults.erase(two.faults.begin());
  CHECK(std::isnan(recovery(two, healthy)));
}

TEST_CASE("Who does not come back before the end of the run has collapsed") {
  const auto collapsed = [](std::size_t until) {
    return recovery_of(frame(), Buckets{frame().length}, unwell(40, until)).collapsed;
  };
  CHECK(collapsed(57) == 0);
  CHECK(collapsed(100) == 1);
  CHECK(recovery(frame(), unwell(40, 100)) == 100 - 50);
}

TEST_CASE("Who is well for a while after the fault and then no more has collapsed") {
  auto healthy = unwell(40, 50);
  std::fill(healthy.begin() + 60, healthy.end(), 0.0);
  CHECK(recovery(frame(), healthy) == 100 - 50);
  CHECK(recovery_of(frame(), Buckets{frame().length}, healthy).collapsed == 1);
  std::fill(healthy.begin() + 70, healthy.end(), 1.0);  // and comes back at last
  CHECK(recovery(frame(), healthy) == 70 - 50);
  std::fill(healthy.begin() + 60, healthy.end(), 1.0);
  std::fill(healthy.begin() + 60, healthy.begin() + 64, 0.0);  // four buckets are a blip
  CHECK(recovery(frame(), healthy) == 0);
}

TEST_CASE("Without a fault or a steady state before it there is no time to recover") {
  auto calm = frame();
  calm.faults.clear();
  CHECK(std::isnan(recovery(calm, unwell(0, 0))));
  auto early = frame();
  early.faults[0].from = Time{14s};  // four buckets after the warm-up
  CHECK(std::isnan(recovery(early, unwell(14, 50))));
  early.faults[0].from = Time{15s};
  CHECK(recovery(early, unwell(15, 52)) == 2);
}

TEST_CASE("A design that was never healthy has nothing to recover to") {
  const std::vector<double> late(100, 0.0);  // completion takes longer than the deadline
  CHECK(std::isnan(recovery(frame(), late)));
  CHECK(std::isnan(recovery_of(frame(), Buckets{frame().length}, late).collapsed));
  const std::vector<double> seldom(100, 0.49);
  CHECK(std::isnan(recovery(frame(), seldom)));
  CHECK(recovery(frame(), std::vector<double>(100, 0.51)) == 0);
}

TEST_CASE("Of faults that overlap the last end counts, whichever began first") {
  const auto found = [](Time from, Time to) {
    auto both = frame();
    both.faults.push_back({"orders down", from, to});
    return recovery_of(both, Buckets{both.length}, unwell(40, 62));
  };
  const auto nested = found(Time{43s}, Time{46s});
  CHECK(nested.longest_s == 62 - 50);
  CHECK(nested.faults[0][0] == 62 - 50);
  CHECK(std::isnan(nested.faults[1][0]));
  const auto overlapping = found(Time{45s}, Time{60s});
  CHECK(overlapping.longest_s == 62 - 60);
  CHECK(std::isnan(overlapping.faults[0][0]));
  CHECK(overlapping.faults[1][0] == 62 - 60);
}

TEST_CASE("A fault under which the design comes back did not keep it from that") {
  auto both = frame();
  both.faults.push_back({"hardly slow", Time{35s}, Time{90s}});
  CHECK(recovery(both, unwell(40, 57)) == 57 - 50);
  both.faults[1].to = end_of_time;
  CHECK(recovery(both, unwell(40, 57)) == 57 - 50);
  // It lasts to the end, and may be what keeps the design from coming back.
  CHECK(std::isnan(recovery(both, unwell(40, 100))));
}

TEST_CASE("A fault that lasts all the time that is measured belongs to the steady state") {
  auto both = frame();
  both.faults.push_back({"always slow", Time{0s}, end_of_time});
  CHECK(recovery(both, unwell(40, 57)) == 57 - 50);
  CHECK(recovery_of(both, Buckets{both.length}, unwell(40, 100)).collapsed == 1);
}

TEST_CASE("A gap too short to judge has no value, and is no collapse") {
  auto two = frame();
  two.faults.push_back({"orders down", Time{53s}, Time{60s}});
  const auto found = recovery_of(two, Buckets{two.length}, unwell(40, 60));
  CHECK(found.collapsed == 0);
  CHECK(found.longest_s == 0);
  CHECK(std::isnan(found.faults[0][1]));
  auto late = frame();
  late.faults[0].to = Time{96s};  // four buckets are left
  CHECK(std::isnan(recovery(late, unwell(40, 100))));
  CHECK(std::isnan(recovery_of(late, Buckets{late.length}, unwell(40, 100)).collapsed));
}

TEST_CASE("Struck again before it is back: time without a fault adds up, and none collapses") {
  auto two = frame();
  two.faults.push_back({"again", Time{60s}, Time{70s}});
  const auto found = recovery_of(two, Buckets{two.length}, unwell(40, 76));
  CHECK(found.longest_s == (60 - 50) + (76 - 70));
  CHECK(found.collapsed == 0);
  CHECK(std::isnan(found.faults[0][0]));
  CHECK(recovery_of(two, Buckets{two.length}, unwell(40, 100)).collapsed == 1);
}

TEST_CASE("Faults back to back that harm nobody are recovered from in no time") {
  auto two = frame();
  two.faults.push_back({"orders slow", Time{50s}, Time{60s}});
  const auto found = recovery_of(two, Buckets{two.length}, unwell(0, 0));
  CHECK(found.longest_s == 0);
  CHECK(found.collapsed == 0);
}

TEST_CASE("Whoever left the band for four buckets in a row at most has not collapsed") {
  auto healthy = unwell(0, 0);
  for (std::size_t i = 50; i < 100; i += 5) healthy[i] = 0;  // never five in a row, either way
  const auto found = recovery_of(frame(), Buckets{frame().length}, healthy);
  CHECK(std::isnan(found.collapsed));
  CHECK(std::isnan(found.longest_s));
}

TEST_CASE("A backlog drains in (T lambda - mu D) / (mu - lambda) after an outage of T") {
  const double lambda = 100;
  const double mu = 150;
  const double outage = 50 - 40;
  Collector collector(frame());
  double free_at = 0;  // when the only server has worked off all before
  for (int i = 0; i < 100 * 100; ++i) {
    const double arrived = (i + 0.5) / lambda;
    double start = std::max(arrived, free_at);
    if (start >= 40 && start < 50) start = 50;
    free_at = start + 1 / mu;
    const Time at{from_seconds(arrived)};
    collector.transaction({0, at, at, Time{from_seconds(free_at)}, Outcome::succeeded, false, 0});
  }
  const double deadline = 1;  // a wait that it forgives
  const double expected = (outage * lambda - mu * deadline) / (mu - lambda);
  const auto found = collector.summary().measures[0][measure_index("time_to_recover_s")];
  CHECK(found == Approx(expected).margin(1));  // a bucket
}
