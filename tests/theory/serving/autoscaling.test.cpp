#include <string>

#include "models/world/world.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// A load of 8 erlang on instances of ten workers, scaled as stated, each 10 s, cold in 5 s.
Setup scaled(int instances, const std::string& scaling) {
  Setup setup{.length = "100s", .arrivals = R"({ "kind": "constant", "rate": "80/s" })"};
  setup.services = R"("a": { "workers": 10, "instances": )" + std::to_string(instances) +
                   R"(, "autoscaling": { "every": "10s", "cold_start": "5s", )" + scaling + " } }";
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  return setup;
}

Task<void> watch(Service& service, std::vector<double>& running) {
  using namespace std::chrono_literals;
  co_await service.calendar().delay(4s);
  for (;;) {
    running.push_back(static_cast<double>(service.running()));
    co_await service.calendar().delay(5s);
  }
}

/// How many instances run at 4 s, 9 s, 14 s, ...
std::vector<int> running(const Setup& setup, std::size_t samples) {
  auto scenario = scenario_of(setup);
  const auto seen = forked([&] {
    Ledger ledger;
    std::vector<double> counts;
    World world(std::move(scenario), "only", {1, 0}, ledger);
    TaskGroup watching;
    start(watch(world.service_of("a.run"), counts), watching);
    world.run();
    return counts;
  });
  return {seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(samples)};
}

using Counts = std::vector<int>;

}  // namespace

TEST_CASE("Autoscaling wants ceil(n u / target), and gets it after the cold start") {
  // u = 0.8: ceil(1 * 0.8 / 0.5) = 2, wanted at 10 s, there at 15 s; then u = 0.4 is as wanted.
  CHECK(running(scaled(1, R"("max": 9, "target": 0.5)"), 6) == Counts{1, 1, 1, 2, 2, 2});
  // ceil(0.8 / 0.2) = 4
  CHECK(running(scaled(1, R"("max": 9, "target": 0.2)"), 6) == Counts{1, 1, 1, 4, 4, 4});
  CHECK(running(scaled(1, R"("max": 3, "target": 0.2)"), 6) == Counts{1, 1, 1, 3, 3, 3});
}

TEST_CASE("Autoscaling: a busy service tells no more than that it is busy, and doubles at most") {
  auto setup = scaled(1, R"("max": 9, "target": 0.5)");
  setup.arrivals = R"({ "kind": "constant", "rate": "2000/s" })";  // 200 erlang
  // A new one is there for half of the next 10 s: ceil((1 + 2) / 2 / 0.5) = 3, (2 + 3) -> 5, ...
  CHECK(running(setup, 11) == Counts{1, 1, 1, 2, 2, 3, 3, 5, 5, 8, 8});
}

TEST_CASE("Autoscaling lets utilisation be off by the tolerance") {
  // 0.8 / 0.75 = 1.067
  CHECK(running(scaled(1, R"("max": 9, "target": 0.75)"), 4) == Counts{1, 1, 1, 1});
  CHECK(running(scaled(1, R"("max": 9, "target": 0.75, "tolerance": 0.05)"), 4) ==
        Counts{1, 1, 1, 2});
}

TEST_CASE("Autoscaling goes up only once more have been wanted for `scale_up_after`") {
  // Wanted from 10 s on, decided at 30 s, there at 35 s.
  CHECK(running(scaled(1, R"("max": 9, "target": 0.5, "scale_up_after": "20s")"), 8) ==
        Counts{1, 1, 1, 1, 1, 1, 1, 2});
}

TEST_CASE("Autoscaling goes down only once fewer have been wanted for `scale_down_after`") {
  // u = 0.2: ceil(4 * 0.2 / 0.5) = 2, wanted from 10 s on; gone at 30 s, without a cold start.
  auto setup = scaled(4, R"("max": 9, "target": 0.5, "scale_down_after": "20s")");
  CHECK(running(setup, 8) == Counts{4, 4, 4, 4, 4, 4, 2, 2});
  const auto failures = told(setup, [](const Ledger& l) {
    return std::vector{static_cast<double>(l.transactions.size()), l.count(Outcome::succeeded)};
  });
  CHECK(failures[0] == failures[1]);  // those that go end what they have
  setup = scaled(4, R"("min": 3, "max": 9, "target": 0.5, "scale_down_after": "0s")");
  CHECK(running(setup, 4) == Counts{4, 4, 3, 3});
}

TEST_CASE("Autoscaling measures cores where they are shared") {
  auto setup = scaled(1, R"("max": 9, "target": 0.5)");
  setup.services.replace(setup.services.find(R"("workers": 10)"), 13,
                         R"("workers": 1000, "cores": 10)");
  CHECK(running(setup, 5) == Counts{1, 1, 1, 2, 2});
}

TEST_CASE("Autoscaling: an instance that has just started is not yet warm") {
  auto setup = scaled(1, R"("max": 2, "target": 0.25)");
  setup.length = "20s";
  setup.arrivals = R"({ "kind": "constant", "rate": "40/s" })";
  setup.services.replace(setup.services.find(R"("workers": 10)"), 13,
                         R"("workers": 10, "warmup": { "for": "10s", "factor": 3 })");
  const auto slowest = told(setup, [](const Ledger& ledger) {
    double before = 0, after = 0;
    for (const auto& transaction : ledger.transactions) {
      auto& most = seconds(transaction.arrived) < 15 ? before : after;
      most = std::max(most, response_s(transaction));
    }
    return std::vector{before, after};
  });
  CHECK(slowest[0] == Approx(0.1));
  CHECK(slowest[1] == Approx(0.3).epsilon(0.01));  // 1 + 2 (1 - t / 10 s) at t of a few ms
}

TEST_CASE("Autoscaling goes by the mean over the time between two decisions") {
  // One request each second, at a whole one, for 0.9 s: at whole seconds the worker is seen idle,
  // or busy. Nine of them are served by 10 s: u = 9 * 0.9 / 10, so that ceil(0.81 / 0.3) = 3.
  auto setup = scaled(1, R"("max": 9, "target": 0.3)");
  setup.services.replace(setup.services.find(R"("workers": 10)"), 13, R"("workers": 1)");
  setup.arrivals = R"({ "kind": "constant", "rate": "1/s" })";
  setup.operations = R"("a.run": [ { "work": "900ms" }, { "effect": "done" } ])";
  CHECK(running(setup, 6) == Counts{1, 1, 1, 3, 3, 3});
}
