#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/bus.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

std::string change(const std::string& set, const std::string& to, const std::string& when) {
  return R"({ "name": "change", "set": ")" + set + R"(", "to": )" + to + ", " + when + " }";
}

/// Requests of 100 ms each, ten a second, at "a".
Setup busy(const std::string& services, const std::string& changes) {
  Setup setup{.length = "40s", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.services = services;
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  setup.changes = changes;
  return setup;
}

/// The response time of the request that comes next at or after this instant, in s.
double took_at(const Played& played, double instant) {
  for (const auto& request : played.requests)
    if (request.arrived_s >= instant) return request.took_s;
  return -1;
}

/// Requests that arrive in each whole second.
std::vector<int> arriving(const Setup& setup) {
  std::vector<int> counts;
  for (const auto& request : Played(setup).requests) {
    counts.resize(static_cast<std::size_t>(request.arrived_s) + 1);
    ++counts.back();
  }
  return counts;
}

}  // namespace

TEST_CASE("A change of workers: from its instant on, and back at its end") {
  auto setup = busy(R"("a": { "workers": 1 })",
                    change("services.a.workers", "2", R"("at": "10s", "for": "10s")"));
  setup.arrivals = R"({ "kind": "constant", "rate": "20/s" })";
  setup.length = "15s";
  const Played played(setup);
  // One does 10/s: at 10 s a hundred wait, 10 s of work; from then on two do as many as come.
  CHECK(took_at(played, 9.9) == Approx(5).margin(0.2));
  CHECK(took_at(played, 14.9) == Approx(5).margin(0.2));
  setup.changes = "";
  CHECK(took_at(Played(setup), 14.9) == Approx(14.9).margin(0.2));
}

TEST_CASE("A change of fewer workers: those that are busy end what they have") {
  auto setup =
      busy(R"("a": { "workers": 10 })", change("services.a.workers", "1", R"("at": "9950ms")"));
  setup.arrivals = R"({ "kind": "constant", "rate": "50/s" })";
  setup.length = "10s";
  setup.drain = "1min";
  const Played played(setup);
  CHECK(played.count(Outcome::succeeded) == static_cast<int>(played.requests.size()));
  for (const auto& request : played.requests)
    if (request.arrived_s < 9.94) REQUIRE(request.took_s == Approx(0.1));
  CHECK(took_at(played, 9.98) > 0.1);
}

TEST_CASE("A change of instances: more take part, and later fewer") {
  auto setup = busy(R"("a": { "workers": 1, "queue": 0 })",
                    change("services.a.instances", "3", R"("at": "10s", "for": "10s")"));
  setup.arrivals = R"({ "kind": "constant", "rate": "25/s" })";
  setup.length = "30s";
  const auto shares = told(setup, [](const Ledger& ledger) {
    std::vector<double> good(3);
    for (const auto& one : ledger.transactions)
      if (one.outcome == Outcome::succeeded)
        good[std::min<std::size_t>(2, static_cast<std::size_t>(seconds(one.arrived)) / 10)] += 0.1;
    return good;
  });
  CHECK(shares[0] == Approx(8.4).margin(0.3));
  CHECK(shares[1] == Approx(25).margin(0.3));
  CHECK(shares[2] == Approx(8.4).margin(0.3));
}

TEST_CASE("A change over a ramp goes through the values between") {
  Setup setup{.length = "40s", .arrivals = R"({ "kind": "constant", "rate": "100/s" })"};
  setup.services = R"("a": { "workers": 1000 })";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.changes =
      change("workload.arrivals.rate", "\"300/s\"", R"("at": "10s", "over": "10s", "for": "5s")");
  const auto counts = arriving(setup);
  CHECK(counts[5] == Approx(100).margin(2));
  CHECK(counts[15] == Approx(210).margin(4));
  CHECK(counts[22] == Approx(300).margin(2));
  CHECK(counts[30] == Approx(190).margin(4));
  CHECK(counts[38] == Approx(100).margin(2));
}

TEST_CASE("A change of a policy: a time limit from its instant on, for calls made then") {
  auto setup = busy(
      R"("a": { "workers": 100 }, "b": { "workers": 100 })",
      change("designs.only.a.run.0.policies.0.after", "\"50ms\"", R"("at": "10s", "for": "10s")"));
  setup.operations = R"("b.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "a.run": [ { "call": "b.run", "policies": [
    { "kind": "timeout", "after": "1s" } ] } ] })";
  setup.length = "30s";
  const Played played(setup);
  CHECK(took_at(played, 9.85) == Approx(0.1));
  CHECK(took_at(played, 10.05) == Approx(0.05));
  CHECK(took_at(played, 19.85) == Approx(0.05));
  CHECK(took_at(played, 20.05) == Approx(0.1));
  CHECK(played.count(Outcome::timed_out) == 100);
}

TEST_CASE("A change of a pool, a store, a bulkhead and a rate limit lets more through") {
  const auto through = [](const std::string& policy, const std::string& set,
                          const std::string& to) {
    auto setup = busy(R"("a": { "workers": 1000 }, "b": { "workers": 1000 })",
                      change(set, to, R"("at": "10s")"));
    setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
    setup.operations = R"("b.run": [ { "work": "100ms" }, { "effect": "done" } ])";
    setup.designs =
        R"("only": { "a.run": [ { "call": "b.run", "policies": [ )" + policy + " ] } ] }";
    setup.length = "20s";
    return told(setup, [](const Ledger& ledger) {
      std::vector<double> good(2);
      for (const auto& one : ledger.transactions)
        if (one.outcome == Outcome::succeeded) good[seconds(one.arrived) >= 10.2] += 0.1;
      return good;
    });
  };
  const std::string at = "designs.only.a.run.0.policies.0.";
  for (const auto& rates :
       {through(R"({ "kind": "bulkhead", "slots": 2 })", at + "slots", "5"),
        through(R"({ "kind": "pool", "connections": 2, "queue": 0 })", at + "connections", "5"),
        through(R"({ "kind": "rate_limit", "rate": "20/s" })", at + "rate", "\"50/s\"")}) {
    CHECK(rates[0] == Approx(20).margin(2));
    CHECK(rates[1] == Approx(49).margin(2));
  }
}

TEST_CASE("A change of a group's consumers, of a queue and of a log") {
  for (const std::string topic : {R"("availability": 1)", R"("partitions": 8)"}) {
    CAPTURE(topic);
    Bus bus{.topic = topic, .consumers = R"("consumers": 1, "rebalance": "0s")", .events = 1000};
    auto setup = bus.setup();
    setup.drain = "1min";
    setup.changes = change("designs.only.subscriptions.b.run.consumers", "4", R"("at": "100ms")");
    // 10 ms each: ten by 100 ms, then four at a time.
    const Course course(setup, 1000);
    CHECK(course.lost == 0);
    CHECK(*std::ranges::max_element(course.completed) == Approx(100 + 990 * 10 / 4).margin(60));
  }
}

TEST_CASE("A change when a condition holds: once it has held for so long, again and again") {
  auto setup = busy(R"("a": { "workers": 1 })",
                    R"({ "name": "help", "set": "services.a.workers", "to": 4, "for": "5s", "when":
                      { "of": "a", "queue_above": 20, "for": "2s" } })");
  setup.arrivals = R"({ "kind": "constant", "rate": "20/s" })";
  setup.length = "60s";
  setup.drain = "2min";
  const auto most = told(setup, [](const Ledger& ledger) {
    double most = 0;
    for (const auto& level : ledger.levels)
      most = std::max(most, static_cast<double>(level.most_waiting));
    return std::vector{most};
  })[0];
  // Ten more wait each second: more than 20 at 3 s, for two seconds more, and help takes them off.
  CHECK(most >= 45);
  CHECK(most <= 65);
  setup.changes = R"({ "name": "help", "set": "services.a.workers", "to": 4, "when":
    { "of": "a", "utilisation_above": 0.95, "for": "3s" } })";
  CHECK(took_at(Played(setup), 30) == Approx(0.1).margin(0.01));
}

TEST_CASE("A change whose condition never holds, or of another design, changes nothing") {
  auto setup = busy(R"("a": { "workers": 1 })", "");
  setup.arrivals = poisson_at(8);
  const auto times = [](const Setup& with) {
    std::vector<double> times;
    for (const auto& request : Played(with).requests) times.push_back(request.took_s);
    return times;
  };
  const auto without = times(setup);
  setup.changes =
      change("services.a.workers", "9", R"("when": { "of": "a", "queue_above": 100000 })");
  CHECK(times(setup) == without);
}

TEST_CASE(
    "Of changes of one setting that overlap the latest stands, and in the end the first value") {
  auto setup = busy(R"("a": { "workers": 1000 })", "");
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  const auto one = [](const std::string& name, const std::string& rate, const std::string& at) {
    return R"({ "name": ")" + name + R"(", "set": "workload.arrivals.rate", "to": ")" + rate +
           R"(", "at": ")" + at + R"(", "for": "20s" })";
  };
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.length = "60s";
  setup.changes = one("first", "40/s", "10s") + ", " + one("second", "80/s", "20s");
  const auto counts = arriving(setup);
  CHECK(counts[5] == Approx(10).margin(1));
  CHECK(counts[15] == Approx(40).margin(1));
  CHECK(counts[25] == Approx(80).margin(1));
  CHECK(counts[35] == Approx(80).margin(1));
  CHECK(counts[45] == Approx(10).margin(1));
  // Who began first ends last: then its value is back.
  setup.changes = one("first", "40/s", "10s") + R"(, { "name": "second", "set":
    "workload.arrivals.rate", "to": "80/s", "at": "15s", "for": "5s" })";
  const auto within = arriving(setup);
  CHECK(within[17] == Approx(80).margin(1));
  CHECK(within[25] == Approx(40).margin(1));
  CHECK(within[45] == Approx(10).margin(1));
}
