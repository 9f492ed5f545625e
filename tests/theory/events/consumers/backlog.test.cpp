#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// "a" publishes, "b" consumes: this many at once, each with these steps.
Setup published(const std::string& consumers, const std::string& steps) {
  Setup setup{.length = "100s", .services = R"("a": { "workers": 1000000 }, "b": {})"};
  setup.designs = R"("only": { "topics": { "news": { "append": "0ms" } },
    "a.run": [ { "publish": "news" } ], "b.run": [ )" +
                  steps + R"( ],
    "subscriptions": { "b.run": { "topic": "news", "consumers": )" +
                  consumers + " } } }";
  return setup;
}

constexpr auto b_down = R"({ "name": "b down", "kind": "crash", "target": "b", )";

}  // namespace

TEST_CASE("A consumer is an M/M/1 of its own: time to consistency is its sojourn time") {
  auto setup = published("1", R"({ "work": { "kind": "exponential", "mean": "10ms" } },
    { "effect": "done" })");
  setup.length = "1500s";
  setup.warmup = "20s";
  setup.arrivals = poisson_at(70);
  const Replications runs(setup, 8);
  const double rate = 100 - 70;  // mu - lambda
  CHECK_THAT(runs["consistency_p50_s"], Agrees(std::log(2) / rate, {0.03, histogram_resolution}));
  CHECK_THAT(runs["consistency_p99_s"], Agrees(std::log(100) / rate, {0.06, histogram_resolution}));
  CHECK(runs["response_p99_s"].mean == 0);  // nobody waits for the consumer
}

TEST_CASE("A backlog grows with lambda T in an outage and is gone lambda T / (mu - lambda) later") {
  const double lambda = 100;
  const double outage = 60;
  const double mu = 30 / 0.2;  // 30 consumers of 200 ms
  auto setup = published("30", R"({ "work": "200ms" }, { "effect": "done" })");
  setup.length = "400s";
  setup.transaction = R"("deadline": "400ms")";
  setup.arrivals = poisson_at(lambda);
  setup.faults = b_down + std::string(R"("at": "100s", "for": "60s" })");
  const Replications runs(setup, 10);
  CHECK_THAT(runs["backlog_max"], Agrees(lambda * outage, {0.02}));
  // Healthy again as soon as one waits no longer than 200 ms: mu * 0.2 s are left to work off.
  const auto recovered = runs["time_to_recover_s"];
  CHECK_THAT(recovered, Agrees((lambda * outage - mu * 0.2) / (mu - lambda), {0.05}));
  CHECK(runs["availability"].mean == 1);
  CHECK(runs["completion"].mean == 1);
  CHECK(runs["lost"].mean == 0);
}

TEST_CASE("At least once: what a crash interrupts is done again, once for each event under way") {
  // Events at 10 ms, 20 ms, ...; at 10.005 s those since 9.01 s are under way: 100 of them.
  auto setup = published("200", R"({ "effect": "done" }, { "work": "1s" })");
  setup.length = "20s";
  setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
  setup.faults = b_down + std::string(R"("at": "10005ms", "for": "1s" })");
  const Replications after_effect(setup, 1);
  CHECK(after_effect.values("duplicates") == std::vector<double>{100});
  CHECK(after_effect.values("lost") == std::vector<double>{0});
  CHECK(after_effect.values("completion") == std::vector<double>{1});
}

TEST_CASE("At least once: what a crash interrupts before its effect happens once in the end") {
  auto setup = published("200", R"({ "work": "1s" }, { "effect": "done" })");
  setup.length = "20s";
  setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
  setup.faults = b_down + std::string(R"("at": "10005ms", "for": "1s" })");
  const Replications before_effect(setup, 1);
  CHECK(before_effect.values("duplicates") == std::vector<double>{0});
  CHECK(before_effect.values("lost") == std::vector<double>{0});
  CHECK(before_effect.values("completion") == std::vector<double>{1});
  CHECK(before_effect["wasted_work"].mean > 0);
}

TEST_CASE("An event that fails is delivered again until it succeeds: 1 / (1 - p) deliveries") {
  auto setup = published("1000", R"({ "effect": "done" })");
  setup.arrivals = poisson_at(100);
  setup.faults =
      R"({ "name": "errors", "kind": "errors", "target": "b", "at": "0s", "rate": 0.25 })";
  const Replications runs(setup, 8);
  CHECK_THAT(runs["amplification"], Agrees(1 / (1 - 0.25), {0.01}));
  CHECK(runs["completion"].mean == 1);
  CHECK(runs["duplicates"].mean == 0);
}

TEST_CASE("An event that failed is delivered again after a pause") {
  auto setup = published("1", R"({ "effect": "done" })");
  setup.length = "1500ms";  // one event, at 1 s; "b" fails all until 2.5 s
  const std::string topic = R"("b.run": { "topic": "news", )";
  setup.designs.insert(setup.designs.find(topic) + topic.size(), R"("redeliver_after": "400ms", )");
  setup.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1,
    "at": "500ms", "for": "2s" })";
  const auto seen = told(setup, [](const Ledger& ledger) {
    return std::vector{seconds(ledger.transactions.at(0).completed - start_of_run),
                       static_cast<double>(ledger.attempts.size())};
  });
  CHECK(seen[0] == Approx(1 + 4 * 0.4));  // 1 s, 1.4 s, 1.8 s, 2.2 s failed, 2.6 s did not
  CHECK(seen[1] == 1 + 5);                // with the attempt at "a"
}

TEST_CASE("Each subscription has every event: one that is down leaves the other alone") {
  auto setup = published("100", R"({ "effect": "done" })");
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("c.run": [ { "work": "1ms" } ])";
  const std::string one = R"("subscriptions": { )";
  setup.designs.insert(setup.designs.find(one) + one.size(), R"("c.run": { "topic": "news" }, )");
  setup.length = "30s";
  setup.faults = R"({ "name": "c down", "kind": "crash", "target": "c", "at": "0s" })";
  const Replications runs(setup, 1);
  CHECK(runs.values("completion") == std::vector<double>{1});
  CHECK(runs.values("backlog_max") == std::vector<double>{29});  // arrivals at 1 s, ..., 29 s
}
