#include <algorithm>
#include <string>
#include <vector>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

/// What holds for policies of any kind, in any order.
using namespace faultline;

namespace {

/// Numbers below a limit, one after the other, that belong to a seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(mix(seed)) {}
  std::ptrdiff_t below(std::size_t limit) {
    return static_cast<std::ptrdiff_t>(mix(seed_ + ++rolled_) % limit);
  }
  const std::string& one_of(const std::vector<std::string>& texts) {
    return *(texts.begin() + below(texts.size()));
  }

 private:
  std::uint64_t seed_;
  std::uint64_t rolled_ = 0;
};

/// Policies of each kind with settings by which they act often.
const std::vector<std::string> busy{
    R"("kind": "timeout", "after": "30ms")",
    R"("kind": "timeout", "after": "15ms", "cancel": true)",
    R"("kind": "deadline", "after": "60ms")",
    R"("kind": "deadline", "after": "25ms", "cancel": true)",
    R"("kind": "retry", "attempts": 3, "base": "5ms")",
    R"("kind": "retry", "attempts": 4, "base": "0ms", "budget": { "credit": 0.5 })",
    R"("kind": "retry", "backoff": "linear", "base": "2ms", "jitter": "decorrelated",
      "on": ["rejected"], "budget": { "per": "success" })",
    R"("kind": "retry", "attempts": 4, "base": "1ms", "avoid_tried": true,
      "budget": { "rule": "throttle" })",
    R"("kind": "retry", "attempts": 3, "base": "1ms", "budget": { "rule": "active_share" })",
    R"("kind": "hedge", "after": "12ms")",
    R"("kind": "hedge", "after": "0ms", "attempts": 3, "cancel": true)",
    R"("kind": "hedge", "quantile": 0.7, "settled": 5, "cancel": true)",
    R"("kind": "breaker", "consecutive": 2, "open_for": "200ms")",
    R"("kind": "breaker", "rate": 0.3, "calls": 10, "open_for": "50ms", "scope": "instance",
      "slow": "25ms")",
    R"("kind": "breaker", "rate": 0.3, "within": "100ms", "least": 2, "open_for": "70ms",
      "probes": 2, "close_after": 3, "scope": "shard")",
    R"("kind": "breaker", "consecutive": 2, "open_for": "50ms", "probes": 3, "probe_rate": 0.5,
      "half_open_for": "40ms")",
    R"("kind": "bulkhead", "slots": 2)",
    R"("kind": "bulkhead", "slots": 1, "queue": 2, "longest_wait": "10ms")",
    R"("kind": "pool", "connections": 2, "wait": "20ms", "connect": "3ms", "idle": "40ms")",
    R"("kind": "pool", "connections": 3, "queue": 1)",
    R"("kind": "pool", "connections": 3, "balance": "connections", "connect_work": "2ms",
      "max_age": "100ms")",
    R"("kind": "rate_limit", "rate": "60/s", "burst": 3)",
    R"("kind": "rate_limit", "rate": "20/s", "wait": "30ms", "per": "key", "retry_after": true)",
    R"("kind": "aimd_limit", "first": 3, "slow": "30ms")",
    R"("kind": "gradient_limit", "first": 4)",
    R"("kind": "fallback", "on": ["rejected", "timed_out"])",
    R"("kind": "fallback", "to": "cached", "max_age": "300ms", "entries": 5)",
    R"("kind": "fallback", "to": "call", "call": "d.run")"};

/// Policies of each kind with settings by which they never act.
const std::vector<std::string> idle{
    R"("kind": "timeout", "after": "1h")",
    R"("kind": "deadline", "after": "1h")",
    R"("kind": "retry", "attempts": 1)",
    R"("kind": "retry", "attempts": 9, "on": [])",
    R"("kind": "retry", "attempts": 9, "on": [], "budget": { "rule": "throttle" })",
    R"("kind": "hedge", "quantile": 0.5, "settled": 1000000)",
    R"("kind": "hedge", "after": "1h")",
    R"("kind": "breaker", "consecutive": 1000000)",
    R"("kind": "breaker", "rate": 1, "calls": 100000, "least": 100000, "scope": "shard")",
    R"("kind": "bulkhead", "slots": 1000000)",
    R"("kind": "pool", "connections": 1000000)",
    R"("kind": "pool", "connections": 1000000, "wait": "1h", "queue": 1000000)",
    R"("kind": "rate_limit", "rate": "1000000000/s", "burst": 1000000)",
    R"("kind": "rate_limit", "rate": "1000000000/s", "burst": 1000000, "per": "all")",
    R"("kind": "aimd_limit", "first": 1000000, "min": 1000000, "max": 1000000)",
    R"("kind": "gradient_limit", "first": 1000000, "min": 1000000, "max": 1000000)",
    R"("kind": "fallback", "on": [])"};

/// Stacks around three calls: of the client, of "a" and of "b".
using Stacks = std::vector<std::vector<std::string>>;

Stacks drawn_stacks(Dice& dice) {
  Stacks stacks(3);
  for (auto& stack : stacks)
    for (auto left = dice.below(5); left > 0; --left) stack.push_back(dice.one_of(busy));
  return stacks;
}

std::string text_of(const std::vector<std::string>& stack) {
  std::string text;
  for (const auto& policy : stack) text += (text.empty() ? "{ " : ",\n  { ") + policy + " }";
  return "\"policies\": [ " + text + " ]";
}

/// Six hundred requests at a chain of three that slows down, fails and crashes meanwhile.
Setup chain(const Stacks& stacks) {
  auto setup = in_vain({.length = "6s", .drain = "3min", .arrivals = poisson_at(100)});
  setup.transaction = text_of(stacks[0]);
  setup.keys_and_classes = R"("keys": { "count": 20, "exponent": 1 })";
  setup.services = R"("a": { "instances": 2, "workers": 4 }, "d": {},
    "b": { "instances": 3, "workers": 2, "queue": 4, "balancer": "random" },
    "c": { "instances": 2, "shards": 2, "workers": 1, "drop_abandoned": true })";
  const std::string work = R"({ "work": { "kind": "exponential", "mean": "3ms" } }, )";
  setup.operations = R"("d.run": [ { "work": "4ms" } ],
    "c.run": [ )" + work +
                     R"({ "effect": "done" } ],
    "b.run": [ )" + work +
                     R"({ "call": "c.run", )" + text_of(stacks[2]) + R"( } ],
    "a.run": [ )" + work +
                     R"({ "call": "d.run", "probability": 0.1, "optional": true },
      { "call": "b.run", )" +
                     text_of(stacks[1]) + " } ]";
  setup.faults = R"(
    { "name": "slow", "kind": "slow", "target": "b", "factor": 8, "at": "1s", "for": "1s" },
    { "name": "errors", "kind": "errors", "target": "c", "rate": 0.4, "at": "2s", "for": "1s" },
    { "name": "crash", "kind": "crash", "target": "c#0", "at": "3s", "for": "1s" },
    { "name": "far", "kind": "latency", "target": "b#1", "extra": "20ms", "at": "4s",
      "for": "1s" })";
  return setup;
}

/// The same with constant times between arrivals and of work, of 10 ms each, so that at many an
/// instant several things are due at once, and who comes first gets the worker.
Setup ties(const Stacks& stacks) {
  auto setup = chain(stacks);
  setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
  const std::string drawn = R"({ "kind": "exponential", "mean": "3ms" })";
  for (auto at = setup.operations.find(drawn); at != std::string::npos;
       at = setup.operations.find(drawn))
    setup.operations.replace(at, drawn.size(), "\"10ms\"");
  return setup;
}

/// All records of a run as numbers, as they came, or sorted: at one instant several may come.
std::vector<double> records(const Setup& setup, bool sorted = false) {
  return told(setup, [&](const Ledger& ledger) {
    std::vector<std::vector<double>> rows;
    for (const auto& one : ledger.transactions)
      rows.push_back({1, static_cast<double>(one.id), seconds(one.arrived), seconds(one.answered),
                      seconds(one.completed), static_cast<double>(one.outcome),
                      static_cast<double>(one.pending), static_cast<double>(one.duplicates)});
    for (const auto& one : ledger.attempts)
      rows.push_back({2, static_cast<double>(one.operation), seconds(one.started),
                      seconds(one.ended), static_cast<double>(one.outcome),
                      static_cast<double>(one.first)});
    for (const auto& one : ledger.works)
      rows.push_back(
          {3, seconds(one.settled), seconds(one.spent), static_cast<double>(one.wanted)});
    if (sorted) std::ranges::sort(rows);
    std::vector<double> all;
    for (const auto& row : rows) all.insert(all.end(), row.begin(), row.end());
    return all;
  });
}

/// Puts a policy that never acts somewhere into the stacks.
void put_idle(Stacks& stacks, Dice& dice) {
  const auto which = dice.below(stacks.size());
  auto& stack = *(stacks.begin() + which);
  stack.insert(stack.begin() + dice.below(stack.size() + 1), dice.one_of(idle));
}

std::string told_of(const Stacks& stacks, std::uint64_t seed) {
  return "seed " + std::to_string(seed) + "\nclient: " + text_of(stacks[0]) +
         "\na: " + text_of(stacks[1]) + "\nb: " + text_of(stacks[2]);
}

}  // namespace

TEST_CASE("Any stack of policies ends every request once, and gives the same run twice") {
  const auto without = told(chain(Stacks(3)), [](const Ledger& ledger) {
    return std::vector{static_cast<double>(ledger.transactions.size())};
  });
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Dice dice(seed);
    const auto stacks = drawn_stacks(dice);
    INFO(told_of(stacks, seed));
    const auto counted = told(chain(stacks), [](const Ledger& ledger) {
      double answered = 0;
      for (int outcome = 0; outcome < outcomes; ++outcome)
        answered += ledger.count(static_cast<Outcome>(outcome));
      return std::vector{static_cast<double>(ledger.transactions.size()), answered};
    });
    CHECK(counted == std::vector{without[0], without[0]});
    CHECK(records(chain(stacks)) == records(chain(stacks)));
  }
}

TEST_CASE("Any order of the same policies ends every request") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Dice dice(seed);
    std::vector<std::string> stack;
    while (stack.size() < 6) stack.push_back(dice.one_of(busy));
    for (std::size_t turn = 0; turn < stack.size(); ++turn) {
      std::ranges::rotate(stack, stack.begin() + 1);
      Stacks stacks(3);
      *(stacks.begin() + dice.below(3)) = stack;
      INFO(told_of(stacks, seed));
      const auto waiting = told(chain(stacks), [](const Ledger& ledger) {
        return std::vector{static_cast<double>(std::ranges::count(
            ledger.transactions, end_of_time, [](const auto& one) { return one.answered; }))};
      });
      CHECK(waiting[0] == 0);
    }
  }
}

TEST_CASE("A policy that never acts changes no record, wherever it stands") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Dice dice(1000 + seed);
    const auto stacks = drawn_stacks(dice);
    auto more = stacks;
    put_idle(more, dice);
    INFO(told_of(more, seed));
    CHECK((records(chain(stacks), true) == records(chain(more), true)));
  }
}

TEST_CASE("A policy that never acts changes the order of nothing that is due at one instant") {
  for (const auto& idle_one : idle)
    for (std::ptrdiff_t where = 0; where < 3; ++where) {
      Stacks stacks(3);
      const auto without = records(ties(stacks));
      (stacks.begin() + where)->push_back(idle_one);
      INFO(told_of(stacks, 0));
      CHECK((without == records(ties(stacks))));
    }
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Dice dice(2000 + seed);
    const auto stacks = drawn_stacks(dice);
    auto more = stacks;
    put_idle(more, dice);
    INFO(told_of(more, seed));
    CHECK((records(ties(stacks), true) == records(ties(more), true)));
  }
}

TEST_CASE("A retry or hedge that never acts, inside another of its kind, changes no record") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {R"("kind": "retry", "attempts": 3, "base": "5ms")",
       R"("kind": "retry", "attempts": 9, "on": [])"},
      {R"("kind": "hedge", "after": "12ms")",
       R"("kind": "hedge", "quantile": 0.5, "settled": 1000000)"}};
  for (const auto& [busy_one, idle_one] : pairs) {
    Stacks stacks(3, {busy_one});
    Stacks more(3, {idle_one, busy_one, idle_one});
    CHECK((records(chain(stacks), true) == records(chain(more), true)));
  }
}

TEST_CASE("Timers of any policy that are still set when the run ends are gone with it") {
  const std::vector<std::string> all{
      R"("kind": "timeout", "after": "1h")", R"("kind": "deadline", "after": "1h")",
      R"("kind": "hedge", "after": "50min")",
      R"("kind": "bulkhead", "slots": 1, "queue": 9, "longest_wait": "1h")",
      R"("kind": "pool", "connections": 1, "wait": "1h")"};
  auto setup = chain({all, all, all});
  setup.drain = "0s";
  CHECK(records(setup) == records(setup));
}
