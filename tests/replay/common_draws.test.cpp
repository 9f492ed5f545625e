#include <string>
#include <vector>

#include "models/scenario/structure/frame.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

/// A draw belongs to (seed, replication, stream, request, attempt): neither the design nor what
/// else happens has a hand in it.
using namespace faultline;

namespace {

constexpr auto exponential_10ms = R"({ "work": { "kind": "exponential", "mean": "10ms" } })";

/// "a" works, then "b", either asked by "a" or told by a topic; nobody ever waits for a worker.
Setup call_or_event() {
  Setup setup{.length = "20s", .arrivals = poisson_at(100)};
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000 })";
  setup.operations =
      R"("b.run": [ )" + std::string(exponential_10ms) + R"(, { "effect": "done" } ])";
  const auto a = R"("a.run": [ )" + std::string(exponential_10ms) + ", ";
  setup.designs = R"("call": { )" + a + R"({ "call": "b.run" } ] },
    "event": { "topics": { "news": { "append": "0ms" } }, )" +
                  a + R"({ "publish": "news" } ],
      "subscriptions": { "b.run": { "topic": "news", "consumers": 100 } } })";
  return setup;
}

/// Arrival and completion of every transaction in ns, in order of arrival.
std::vector<double> completions(const Setup& setup, const std::string& design) {
  return told(
      setup,
      [](const Ledger& ledger) {
        std::vector<double> instants(2 * ledger.transactions.size());
        for (const auto& transaction : ledger.transactions) {
          instants[2 * transaction.id] = seconds(transaction.arrived - start_of_run);
          instants[2 * transaction.id + 1] = seconds(transaction.completed - start_of_run);
        }
        return instants;
      },
      3, design);
}

/// Starts and ends of all attempts at this operation in seconds.
std::vector<double> attempts(const Setup& setup, const std::string& operation) {
  const auto names = frame_of(scenario_of(setup), "event").operations;
  return told(
      setup,
      [&](const Ledger& ledger) {
        std::vector<double> instants;
        for (const auto& attempt : ledger.attempts) {
          if (names[attempt.operation] != operation) continue;
          instants.push_back(seconds(attempt.started - start_of_run));
          instants.push_back(seconds(attempt.ended - start_of_run));
        }
        return instants;
      },
      0, "event");
}

/// Puts `more` behind the first place where `mark` stands.
void add_after(std::string& text, const std::string& mark, const std::string& more) {
  const auto at = text.find(mark);
  REQUIRE(at != text.npos);
  text.insert(at + mark.size(), more);
}

}  // namespace

TEST_CASE("The same request arrives and is served alike in both designs, to the nanosecond") {
  const auto called = completions(call_or_event(), "call");
  CHECK(called.size() > 2 * 1500);
  CHECK(called == completions(call_or_event(), "event"));
}

TEST_CASE("Common random numbers: a constant difference is found exactly, by few replications") {
  auto setup = call_or_event();
  setup.designs = R"("short": { "a.run": [ )" + std::string(exponential_10ms) +
                  R"(, { "call": "b.run" } ] }, "long": { "a.run": [ )" + exponential_10ms +
                  R"(, { "call": "b.run" }, { "work": "5ms" } ] })";
  const auto first = Replications(setup, 5, "short").values("response_mean_s");
  const auto second = Replications(setup, 5, "long").values("response_mean_s");
  const auto paired = paired_difference(first, second);
  CHECK(paired.mean == Approx(5e-3));
  CHECK(paired.high - paired.low < 1e-9);
  CHECK(estimate(first).high - estimate(first).low > 1e-4);  // what each design has by itself
}

TEST_CASE("Common random numbers: with queues a paired difference is known far better") {
  Setup setup{.length = "200s", .warmup = "10s", .arrivals = poisson_at(160)};
  setup.services = R"("a": { "workers": 2 })";
  setup.designs = R"("fast": { "a.run": [ )" + std::string(exponential_10ms) +
                  R"(, { "effect": "done" } ] },
    "slow": { "a.run": [ { "work": { "kind": "exponential", "mean": "10.5ms" } },
      { "effect": "done" } ] })";
  const auto fast = Replications(setup, 10, "fast").values("response_mean_s");
  const auto slow = Replications(setup, 10, "slow").values("response_mean_s");
  const auto paired = paired_difference(fast, slow);
  const auto alone = estimate(slow);
  CHECK(paired.low > 0);
  CHECK(paired.high - paired.low < (alone.high - alone.low) / 2);
}

TEST_CASE("A part that is added moves nobody else's draw") {
  const auto before = call_or_event();
  auto after = before;
  after.services += R"(, "audit": { "workers": 1000000 })";
  after.operations += R"(, "audit.log": [ { "work": { "kind": "exponential", "mean": "1s" },
    "optional": true } ])";
  add_after(after.designs, R"({ "publish": "news" })", R"(, { "publish": "log" })");
  add_after(after.designs, R"("topics": { )", R"("log": { "append": "0ms" }, )");
  add_after(after.designs, R"("subscriptions": { )",
            R"("audit.log": { "topic": "log", "consumers": 9 }, )");
  after.designs.erase(0, after.designs.find(R"("event")"));  // "call" never reaches the log
  CHECK(completions(before, "event") == completions(after, "event"));
  for (const std::string operation : {"a.run", "b.run"}) {
    const auto seen = attempts(before, operation);
    CHECK(seen.size() > 2 * 1500);
    CHECK(seen == attempts(after, operation));
  }
  CHECK(attempts(after, "audit.log").size() > 0);
}
