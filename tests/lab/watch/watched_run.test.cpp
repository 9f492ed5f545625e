#include "lab/watch/watched_run.hpp"

#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "lab/processes/runner.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;

namespace {

Experiment tiny_shop() { return experiment_of(parse_document(tiny_scenario, "shop.json"), {}); }

void wait_for(WatchedRun& run) {
  while (!run.halts()) run.take();
}

/// One simulated second on.
Snapshot next(WatchedRun& run) {
  run.go_on();
  wait_for(run);
  return run.snapshot();
}

}  // namespace

TEST_CASE("a watched run halts at the end of each second, and sees what the scenario does") {
  auto experiment = tiny_shop();
  WatchedRun run(experiment, "calls");
  wait_for(run);
  CHECK(seconds(run.snapshot().now) == 1);
  std::int64_t unusable[20] = {};
  for (int second = 2; second <= 20; ++second) {
    const auto snapshot = next(run);
    CHECK(seconds(snapshot.now) == second);
    unusable[second - 1] = snapshot.unusable;
  }
  CHECK(unusable[8] == 0);   // the bank is down from 10 s to 12 s
  CHECK(unusable[10] > 10);  // of some 20
  CHECK(unusable[15] == 0);
}

TEST_CASE("a part that is struck by hand fails until it is healed, beside the scenario's faults") {
  auto experiment = tiny_shop();
  WatchedRun run(experiment, "calls");
  wait_for(run);
  CHECK(next(run).unusable == 0);
  run.strike("bank");
  CHECK(next(run).usable == 0);
  run.heal("bank");
  next(run);
  CHECK(next(run).unusable == 0);
  run.strike("bank");  // while the scenario's own fault comes and goes
  while (seconds(run.snapshot().now) < 14) next(run);
  CHECK(run.snapshot().usable == 0);
  run.heal("bank");
  next(run);
  CHECK(next(run).unusable == 0);
  while (!run.ended()) next(run);
}

TEST_CASE("to be watched changes nothing of a run") {
  auto experiment = tiny_shop();
  ProgressBar progress(false, 2, 2);
  const auto alone = run_all(experiment, {}, progress).results[1].front();
  WatchedRun run(experiment, "events");
  wait_for(run);
  std::int64_t answers = run.snapshot().usable;
  while (!run.ended()) answers += run.ended() ? 0 : next(run).usable;
  const auto asked = alone.summary.measures[0][measure_index("requests")];
  const auto before_warm = 1;
  CHECK(static_cast<double>(answers) >= asked);
  CHECK(static_cast<double>(answers) <= asked + 40 * before_warm);
}
