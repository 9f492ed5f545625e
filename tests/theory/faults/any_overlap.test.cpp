#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "models/faults/fault.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

struct Example {
  std::string kind;
  std::vector<std::string> targets;
  std::string more;
};

const std::vector<std::string> services{"\"a\"", "\"b#0\"", R"({ "part": "b", "instances": 1 })",
                                        R"({ "label": "all" })",
                                        R"({ "part": "b", "share": 0.5 })"};
const std::vector<std::string> parts{"\"b\"",
                                     "\"data\"",
                                     "\"cache\"",
                                     R"({ "zone": "rack" })",
                                     R"({ "host": "b" })",
                                     R"({ "consumers_of": "news" })"};
const std::vector<std::string> topic{"\"news\""};
const std::vector<std::string> messages{"\"b\"", R"({ "zone": "rack" })", R"({ "link": "b" })",
                                        R"({ "link": "data", "share": 0.5 })"};
const std::vector<std::string> calls{"\"news\"", "\"b\"", "\"data\"", "\"a\""};
const std::vector<std::string> roles{R"({ "primary_of": "data" })", R"({ "leader_of": "news" })",
                                     R"({ "leader_of": "node", "instances": 1 })"};

/// Every kind of fault, with whom it can strike in the scenario below.
const std::vector<Example> examples{
    {"crash", parts, ""},
    {"crash", roles, ""},
    {"pause", parts, ""},
    {"hang", services, ""},
    {"hang", services, R"(, "only": { "share": 0.1 })"},
    {"slow", services, R"(, "factor": 3)"},
    {"slow", services, R"(, "factor": 3, "only": { "one_in": 2 })"},
    {"latency", messages, R"(, "extra": "20ms")"},
    {"latency", services, R"(, "extra": "20ms", "direction": "both")"},
    {"errors", services, R"(, "rate": 0.3)"},
    {"errors", services, R"(, "statuses": { "503": 0.2, "429": 0.2 })"},
    {"cpu_stress", {"\"b\""}, R"(, "cores": 1)"},
    {"memory_leak", services, R"(, "limit": "10KiB", "per_request": "1KiB", "restart": "300ms")"},
    {"throttle", services, R"(, "rate": "5/s", "burst": 2)"},
    {"loss", messages, R"(, "rate": 0.2)"},
    {"bandwidth", messages, R"(, "limit": "1Mbps")"},
    {"partition", messages, R"(, "direction": "to_it")"},
    {"reset", parts, ""},
    {"dns", {"\"b\""}, ""},
    {"certificate", {"\"b\""}, R"(, "fails_after": "50ms")"},
    {"flush", {"\"cache\""}, ""},
    {"lock", {"\"data\""}, ""},
    {"connection_limit", {"\"data\"", R"({ "primary_of": "data" })"}, R"(, "connections": 1)"},
    {"full_disk", {"\"data\""}, ""},
    {"drop", topic, R"(, "share": 0.3)"},
    {"duplicate", calls, R"(, "share": 0.3)"},
    {"delay", topic, R"(, "share": 0.3, "by": "200ms")"},
    {"reorder", calls, R"(, "share": 0.3, "within": "200ms")"},
    {"poison", topic, R"(, "share": 0.3)"},
    {"rebalance", {"\"b\""}, R"(, "every": "300ms")"},
    {"leader_loss", topic, R"(, "partition": 0)"},
    {"restart", services, R"(, "takes": "300ms", "at_a_time": 1)"},
    {"corrupt", calls, R"(, "share": 0.3)"},
    {"clock_skew", {"\"cache\""}, R"(, "ahead": "3s")"},
    {"bad_configuration", services,
     R"(, "rate": 0.5, "factor": 2, "wave": 0.5, "interval": "500ms",
       "rollback": { "share": 0.3, "every": "200ms" })"},
};

/// How it comes and goes.
const std::vector<std::string> comings{
    "", "", R"(, "when": { "every": "700ms", "lasts": "900ms" })",
    R"(, "when": { "while": { "of": "b", "queue_above": 0 } })",
    R"(, "when": { "while": { "measure": "availability", "below": 0.99, "window": "2s" },
       "lasts": "1700ms" })"};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : draws_(Streams{seed}.named("dice")) {}
  std::size_t below(std::size_t n) {
    auto draw = draws_.draw(++count_);
    return static_cast<std::size_t>(draw.uniform() * static_cast<double>(n));
  }

 private:
  Stream draws_;
  std::uint64_t count_ = 0;
};

/// A fault of any kind, at any time within the first 20 s.
std::string any_fault(Dice& dice, int number) {
  const auto& [kind, targets, more] = examples[dice.below(examples.size())];
  const auto at_ms = 1000 + dice.below(10000);
  const auto for_ms = 1 + dice.below(9000);
  const auto again = comings[dice.below(comings.size())];
  return fmt::format(
      R"({{ "name": "f{}", "kind": "{}", "target": {}, "at": "{}ms", "for": "{}ms"{}{} }})", number,
      kind, targets[dice.below(targets.size())], at_ms, for_ms, more, again);
}

/// Ten faults, and a minute later ten requests a second that are to be as before.
Setup healed(std::uint64_t seed) {
  Dice dice(seed);
  Setup setup{.length = "100s", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.platform =
      R"("zones": { "rack": { "hosts": ["client", "a", "b", "data", "cache", "node"] } })";
  setup.services = R"("a": { "labels": ["all"] },
    "b": { "instances": 2, "cores": 2, "hosts": ["b"], "labels": ["all"] })";
  setup.stores = R"("data": { "owner": "b", "connections": 4, "time": "2ms", "lock_wait": "1s" })";
  setup.caches = R"("cache": { "owner": "b", "time": "1ms", "ttl": "10s" })";
  setup.operations = R"("b.ask": [ { "work": "5ms" }, { "query": "data", "write": true } ],
    "a.run": [ { "call": "b.ask", "policies": [ { "kind": "timeout", "after": "1s" },
        { "kind": "pool", "connections": 20, "connect": "1ms", "max_age": "5s" } ] },
      { "cache": "cache", "miss": [ { "call": "b.ask" } ] },
      { "publish": "news" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "brokers": { "node": { "nodes": 2, "failover": "1s" } },
    "topics": { "news": { "partitions": 2, "broker": "node", "replicas": 2 } },
    "b.take": [ { "work": "1ms" } ],
    "subscriptions": { "b.take": { "topic": "news", "attempts": 3 } } })";
  for (int i = 0; i < 10; ++i) setup.faults += (i == 0 ? "" : ", ") + any_fault(dice, i);
  return setup;
}

}  // namespace

TEST_CASE("Every kind of fault is among those that overlap here") {
  for (const auto& kind : kinds_of<Fault>())
    CHECK(std::ranges::count(examples, kind.name, &Example::kind) >= 1);
}

TEST_CASE("Whatever faults overlap, when the last has ended everything is as before") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto setup = healed(seed);
    CAPTURE(setup.faults);
    // The injector checks that nothing of any fault is left; the process would abort otherwise.
    const auto late_failures = told(setup, [](const Ledger& ledger) {
      return std::vector<double>{static_cast<double>(
          std::ranges::count_if(ledger.transactions, [](const TransactionRecord& one) {
            return one.arrived > Time{std::chrono::seconds(80)} && !usable(one.outcome);
          }))};
    });
    CHECK(late_failures[0] == 0);
  }
}
