#include "lab/processes/runner.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <ctime>

#include "lab/processes/cost.hpp"
#include "lab/processes/gauge.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

Experiment experiment(RunOptions options = {}) {
  const TemporaryFolder folder;
  options.scenario = folder.file("tiny.json", tiny_scenario);
  return read_experiment(options);
}

Runs run(Experiment experiment, int jobs) {
  ProgressBar progress(false, experiment.replications() * 2, 2);
  return run_all(experiment, {.jobs = jobs, .keep_series = true}, progress);
}

std::vector<std::vector<std::byte>> bytes_of(const Runs& runs) {
  std::vector<std::vector<std::byte>> bytes;
  for (const auto& design : runs.results)
    for (const auto& result : design) bytes.push_back(to_bytes(result));
  return bytes;
}

/// SIGTERM for this process, once, after so long.
class Stop {
 public:
  explicit Stop(long milliseconds) {
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGTERM;
    timer_create(CLOCK_MONOTONIC, &event, &timer_);
    const itimerspec once{{0, 0}, {0, milliseconds * 1'000'000}};
    timer_settime(timer_, 0, &once, nullptr);
  }
  ~Stop() { timer_delete(timer_); }

 private:
  timer_t timer_{};
};

}  // namespace

TEST_CASE("Results are the same to the bit whatever the number of jobs") {
  const auto one = run(experiment(), 1);
  REQUIRE(one.results.size() == 2);
  REQUIRE(one.results[0].size() == 3);
  CHECK_FALSE(one.interrupted);
  CHECK(bytes_of(one) == bytes_of(run(experiment(), 4)));
}

TEST_CASE("Another seed and another replication give other results") {
  const auto runs = run(experiment(), 2);
  const auto bytes = bytes_of(runs);
  CHECK(bytes[0] != bytes[1]);
  CHECK(bytes != bytes_of(run(experiment({.seed = 8}), 2)));
}

TEST_CASE("Replication 2 is the same whether or not there is a third") {
  const auto three = run(experiment(), 2);
  const auto two = run(experiment({.replications = 2}), 2);
  CHECK(to_bytes(three.results[1][1]) == to_bytes(two.results[1][1]));
}

TEST_CASE("The course over time is left out where nobody wants it") {
  auto wanted = experiment({.replications = 1});
  ProgressBar progress(false, 2, 2);
  const auto runs = run_all(wanted, {.jobs = 1}, progress);
  CHECK(runs.results[0][0].summary.series.empty());
  CHECK(run(experiment({.replications = 1}), 1).results[0][0].summary.series.size() > 1);
}

TEST_CASE("When the user stops it, the replications that all designs have finished are kept") {
  const auto whole = bytes_of(run(experiment(), 2));
  const Stop stop(300);
  const auto runs = run(experiment({.replications = 100'000}), 2);
  CHECK(runs.interrupted);
  const auto finished = runs.results[0].size();
  CHECK(runs.results[1].size() == finished);
  REQUIRE(finished < 100'000);
  for (std::size_t i = 0; i < std::min<std::size_t>(finished, 3); ++i) {
    CHECK(to_bytes(runs.results[0][i]) == whole[i]);
    CHECK(to_bytes(runs.results[1][i]) == whole[3 + i]);
  }
}

TEST_CASE("A probe reckons from what it has come through to the whole, by runs and jobs") {
  auto probed = experiment();
  const auto runs = run(experiment(), 1);
  double events = 0;
  for (const auto& design : runs.results)
    for (const auto& one : design) events += static_cast<double>(one.events);
  const auto one_job = probe(probed, 1, 1min);
  const auto replications = static_cast<double>(runs.results[0].size());
  const auto first = static_cast<double>(runs.results[0][0].events + runs.results[1][0].events);
  // The first replication is over within a minute: it counts for all.
  CHECK(one_job.events == Approx(first * replications));
  CHECK(one_job.events == Approx(events).epsilon(0.1));
  CHECK(one_job.seconds > 0);
}

TEST_CASE("A run tells from outside how far it is") {
  Calendar calendar;
  Gauges gauges(2);
  CHECK(gauges.share(1, 10s) == 0);
  calendar.run_until(start_of_run + 4s);
  { const Gauging gauging(calendar, gauges[1]); }
  CHECK(gauges.share(1, 10s) == Approx(0.4));
  CHECK(gauges.share(1, 2s) == 1);
  CHECK(gauges.share(0, 10s) == 0);
}
