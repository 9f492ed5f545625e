#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// The one request, its answer and its time.
struct Answered {
  explicit Answered(const Setup& setup) {
    const auto seen = told(setup, [](const Ledger& ledger) {
      const auto& transaction = ledger.transactions.at(0);
      return std::vector{static_cast<double>(transaction.outcome), response_s(transaction),
                         seconds(transaction.completed - transaction.arrived), ledger.spent_s(),
                         ledger.wasted_s()};
    });
    outcome = static_cast<Outcome>(seen[0]);
    response_s_ = seen[1];
    completed_s = seen[2];
    spent_s = seen[3];
    wasted_s = seen[4];
  }

  bool completed() const { return completed_s < 1e6; }

  Outcome outcome;
  double response_s_, completed_s, spent_s, wasted_s;
};

/// One request at 1 s for 100 ms of work, and this fault.
Setup struck_by(const std::string& fault) {
  auto setup = one_request();
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "fault", "target": "a", )" + fault + " }";
  return setup;
}

/// "a" asks "b" for 10 s of work and crashes 0.4 s after it did, for a second.
Setup caller_crashes(const std::string& policy) {
  auto setup = in_vain(one_request());
  setup.transaction = R"("policies": [ )" + policy + " ]";
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("a.run": [ { "call": "b.run" } ],
    "b.run": [ { "work": "10s" }, { "effect": "done" } ])";
  setup.faults =
      R"({ "name": "down", "kind": "crash", "target": "a", "at": "1400ms", "for": "1s" })";
  return setup;
}

}  // namespace

TEST_CASE("Slow: service times that begin while it lasts take `factor` times as long, others not") {
  CHECK(Answered(struck_by(R"("kind": "slow", "factor": 2, "at": "500ms", "for": "1s")"))
            .response_s_ == Approx(0.2));
  CHECK(Answered(struck_by(R"("kind": "slow", "factor": 2, "at": "500ms", "for": "100ms")"))
            .response_s_ == Approx(0.1));
  CHECK(Answered(struck_by(R"("kind": "slow", "factor": 2, "at": "1010ms")")).response_s_ ==
        Approx(0.1));
}

TEST_CASE("Latency: each message takes longer, to the target and back") {
  CHECK(Answered(struck_by(R"("kind": "latency", "extra": "7ms", "at": "500ms", "for": "1s")"))
            .response_s_ == Approx(0.1 + 2 * 0.007));
  const Answered half(struck_by(R"("kind": "latency", "extra": "7ms", "at": "1010ms")"));
  CHECK(half.response_s_ == Approx(0.1 + 0.007));  // the question was there before it began
}

TEST_CASE("Errors: what is struck fails at once, without work and without effect") {
  const Answered struck(struck_by(R"("kind": "errors", "rate": 1, "at": "500ms", "for": "1s")"));
  CHECK(struck.outcome == Outcome::failed);
  CHECK(struck.response_s_ == 0);
  CHECK(struck.spent_s == 0);
  CHECK_FALSE(struck.completed());
}

TEST_CASE("Crash: who is being served learns of it, its work so far is lost") {
  const Answered struck(struck_by(R"("kind": "crash", "at": "1030ms", "for": "1s")"));
  CHECK(struck.outcome == Outcome::failed);
  CHECK(struck.response_s_ == Approx(0.03));
  CHECK(struck.spent_s == Approx(0.03));
  CHECK(struck.wasted_s == Approx(0.03));
  CHECK_FALSE(struck.completed());
}

TEST_CASE("Crash: who asks while it is down is refused, who asks after it is served") {
  const Answered during(struck_by(R"("kind": "crash", "at": "500ms", "for": "1s")"));
  CHECK(during.outcome == Outcome::failed);
  CHECK(during.response_s_ == 0);
  const Answered after(struck_by(R"("kind": "crash", "at": "500ms", "for": "400ms")"));
  CHECK(after.outcome == Outcome::succeeded);
  CHECK(after.response_s_ == Approx(0.1));
}

TEST_CASE("A store that crashes fails the query, a broker that crashes the publication") {
  auto setup = one_request();
  setup.stores = R"("rows": { "owner": "a", "time": "10ms" })";
  setup.operations = R"("a.run": [ { "query": "rows" }, { "effect": "done" } ])";
  CHECK(Answered(setup).outcome == Outcome::succeeded);
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "rows", "at": "0s" })";
  CHECK(Answered(setup).outcome == Outcome::failed);
  setup.stores = "";
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("b.run": [ { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "news": {} }, "a.run": [ { "publish": "news" } ],
    "subscriptions": { "b.run": { "topic": "news" } } })";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "500ms" })";
  CHECK(Answered(setup).outcome == Outcome::succeeded);
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "news", "at": "0s" })";
  CHECK(Answered(setup).outcome == Outcome::failed);
}

TEST_CASE("A crash of one instance of two fails what it held, the other takes all after") {
  Setup setup{.length = "10s", .arrivals = R"({ "kind": "constant", "rate": "100/s" })"};
  setup.services = R"("a": { "instances": 2, "workers": 100 })";
  setup.operations = R"("a.run": [ { "work": "50ms" }, { "effect": "done" } ])";
  const auto fault = [](const std::string& target) {
    return R"({ "name": "down", "kind": "crash", "target": ")" + target +
           R"(", "at": "5005ms", "for": "2s" })";
  };
  const auto failed = [&] {
    return told(setup, [](const Ledger& l) { return std::vector{l.count(Outcome::failed)}; })[0];
  };
  // Arrivals at 10 ms, 20 ms, ..., in turn to #0, #1: of those at 4960, ..., 5000 ms, which are in
  // service at 5005 ms, 4970 and 4990 ms are at #0.
  setup.faults = fault("a#0");
  CHECK(failed() == 2);
  setup.faults = fault("a#1");
  CHECK(failed() == 3);
  setup.faults = fault("a");
  CHECK(failed() == 5 + 200);  // and those at 5010, ..., 7000 ms
}

TEST_CASE("A caller that crashes leaves its question behind: it is worked on to the end") {
  const Answered zombie(caller_crashes(""));
  CHECK(zombie.outcome == Outcome::failed);
  CHECK(zombie.response_s_ == Approx(0.4));
  CHECK(zombie.spent_s == Approx(10));
  CHECK(zombie.wasted_s == Approx(10));
  CHECK(zombie.completed_s == Approx(10));
}

TEST_CASE("A cancellable question goes with its caller") {
  const Answered gone(caller_crashes(R"({ "kind": "timeout", "after": "1min", "cancel": true })"));
  CHECK(gone.outcome == Outcome::failed);
  CHECK(gone.spent_s == Approx(0.4));
  CHECK(gone.wasted_s == Approx(0.4));
  CHECK_FALSE(gone.completed());
}
