#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/theory/replications.hpp"

/// What holds for topics and consumers of any kind, whatever strikes them.
using namespace faultline;

namespace {

/// Numbers below a limit, one after the other, that belong to a seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(mix(seed)) {}
  std::size_t below(std::size_t limit) { return mix(seed_ + ++rolled_) % limit; }
  const std::string& one_of(const std::vector<std::string>& texts) {
    return texts[below(texts.size())];
  }
  /// Each of them or not.
  std::string some_of(const std::vector<std::string>& texts) {
    std::string chosen;
    for (const auto& text : texts)
      if (below(3) == 0) chosen += ", " + text;
    return chosen;
  }

 private:
  std::uint64_t seed_;
  std::uint64_t rolled_ = 0;
};

const std::vector<std::string> of_any_topic{R"("retention": "700ms")", R"("acks": "all")"};
const std::vector<std::string> full{R"(, "capacity": 20)",
                                    R"(, "capacity": 5, "when_full": "refuse")",
                                    R"(, "capacity": 10, "when_full": "drop_oldest")",
                                    "",
                                    "",
                                    ""};
const std::vector<std::string> of_logs{R"("partition_rate": "60/s")", R"("keyed": false)",
                                       R"("replication": "20ms")"};
const std::vector<std::string> of_queues{R"("visibility": "80ms")", R"("priority": true)"};

std::string drawn_topic(Dice& dice, bool log) {
  auto text = R"("append": "1ms")" + dice.some_of(of_any_topic) + dice.one_of(full);
  if (!log) return text + dice.some_of(of_queues) + dice.one_of({"", R"(, "broker": "bus")"});
  const auto replicas = std::to_string(1 + dice.below(3));
  text += R"(, "partitions": )" + std::to_string(1 + dice.below(6)) + dice.some_of(of_logs);
  return text + dice.one_of({"", R"(, "broker": "bus", "replicas": )" + replicas});
}

std::string drawn_consumption(Dice& dice) {
  const bool retried = dice.below(3) == 0;
  const auto delivery = dice.below(3);
  auto text =
      R"("redeliver_after": "50ms", "session": "300ms", "rebalance": "100ms",
    "consumers": )" +
      std::to_string(1 + dice.below(5)) +
      dice.one_of({"", R"(, "assignment": "sticky")", R"(, "assignment": "round_robin")"}) +
      dice.some_of({R"("remembers": 20)", R"("back_pressure": 30)", R"("dead_letter": false)",
                    R"("max_poll": "40ms")", R"("membership": "dynamic")"});
  if (text.find("remembers") != text.npos)
    text += dice.one_of({"", R"(, "remembered_in": "memory")"});
  if (delivery == 0) text += R"(, "delivery": "at_most_once")";
  if (delivery == 1) text += R"(, "delivery": "effectively_once")";
  if (delivery != 0 && retried) text += R"(, "retry_after": [ "30ms", "90ms" ])";
  if (delivery != 0) text += dice.one_of({"", R"(, "attempts": 1)", R"(, "attempts": 3)"});
  text += dice.one_of({"", R"(, "batch": 4)", R"(, "batch": 6, "concurrency": 3)"});
  return text + dice.one_of({"", "", R"(, "scaling": { "max": 6, "events": 5, "every": "1s",
    "cold_start": "200ms" })"});
}

/// Half of those that retry do so through topics of their own; of those that give up some bury.
std::string through_topics(Dice& dice, std::string consumption) {
  const std::string inside = R"("retry_after": [ "30ms", "90ms" ])";
  const auto found = consumption.find(inside);
  if (found != consumption.npos && dice.below(2) == 0)
    consumption.replace(found, inside.size(), R"("retry": [ { "topic": "again", "after": "30ms" },
    { "topic": "later", "after": "90ms" } ])");
  const bool gives_up = consumption.find("attempts") != consumption.npos ||
                        consumption.find("again") != consumption.npos;
  if (gives_up && consumption.find("dead_letter") == consumption.npos)
    consumption += dice.one_of({"", R"(, "dead_letter": "morgue")"});
  return consumption;
}

/// The topics that these consumers name.
std::string further_topics(Dice& dice, const std::string& consumption) {
  std::string topics;
  for (const std::string name : {"again", "later", "morgue"})
    if (consumption.find("\"" + name + "\"") != consumption.npos)
      topics += ", \"" + name + "\": { " + drawn_topic(dice, dice.below(2) == 0) + " }";
  return topics;
}

std::string drawn_publishing(Dice& dice, bool log) {
  const auto ttl = log ? "" : dice.one_of({"", R"(, "ttl": "90ms")"});
  const std::string start = R"({ "publish": "news", "tells": "stored")" + ttl;
  return start +
         dice.one_of({"", "", R"(, "wait": false)",
                      R"(, "batching": { "linger": "20ms", "batch": 3 })",
                      R"(, "outbox": { "store": "rows", "every": "40ms", "batch": 5 })",
                      R"(, "outbox": { "store": "rows", "tail": "15ms" })",
                      R"(, "policies": [ { "kind": "timeout", "after": "50ms" } ])",
                      R"(, "policies": [ { "kind": "retry", "attempts": 3 } ])"}) +
         " }";
}

/// Of each kind of fault, some time or other.
std::string drawn_faults(Dice& dice, bool broker, bool log) {
  std::string text;
  const auto add = [&](const std::string& target, const std::string& fault) {
    if (dice.below(2) == 0) return;
    text += (text.empty() ? "" : ",\n    ") + std::string(R"({ "name": "f)") +
            std::to_string(text.size()) + R"(", "target": ")" + target + "\", " + fault +
            R"(, "at": ")" + std::to_string(500 + dice.below(3500)) + R"(ms", "for": ")" +
            std::to_string(1 + dice.below(900)) + "ms\" }";
  };
  for (int i = 0; i < 2; ++i) {
    add(dice.one_of({"b", "b#0", "b#1"}), R"("kind": "crash")");
    add(dice.one_of({"b", "b#0", "b#1"}), R"("kind": "pause")");
  }
  add("b", R"("kind": "errors", "rate": 0.5)");
  add("b", R"("kind": "slow", "factor": 5)");
  if (log) add(dice.one_of({"b", "b#0"}), R"("kind": "rebalance", "every": "150ms")");
  add("c", R"("kind": "crash")");
  add("a#0", R"("kind": "crash")");
  add("news", R"("kind": "crash")");
  add("news", R"("kind": "drop", "share": 0.2)");
  add("news", R"("kind": "duplicate", "share": 0.3)");
  add("news", R"("kind": "delay", "share": 0.3, "by": "120ms")");
  add("news", R"("kind": "reorder", "share": 0.3)");
  add("news", R"("kind": "poison", "share": 0.05)");
  if (!broker) return text;
  for (int i = 0; i < 3; ++i) add(dice.one_of({"bus#0", "bus#1", "bus"}), R"("kind": "crash")");
  add("bus#0", R"("kind": "pause")");
  return text;
}

/// Four hundred events, to two groups of consumers; some runs end in the middle of it.
Setup drawn(std::uint64_t seed) {
  Dice dice(seed);
  Setup setup{.length = "5s", .arrivals = poisson_at(80)};
  setup.drain = dice.one_of({"0s", "20s"});
  setup.keys_and_classes = R"("keys": { "count": 20, "exponent": 1 },
    "classes": { "usual": { "share": 3 }, "hurried": { "share": 1, "priority": 5 } })";
  setup.effects = R"("stored", "done")";
  setup.services = R"("a": { "instances": 2, "workers": 500 }, "b": { "instances": 2 }, "c": {})";
  setup.stores = R"("rows": { "owner": "a", "time": "1ms" })";
  const bool log = dice.below(3) != 0;
  const auto consumption = through_topics(dice, drawn_consumption(dice));
  const auto topics =
      R"("news": { )" + drawn_topic(dice, log) + " }" + further_topics(dice, consumption);
  const bool broker = topics.find("\"bus\"") != std::string::npos;
  setup.operations = R"("b.run": [ { "work": { "kind": "exponential", "mean": "8ms" } },
      { "call": "c.run", "policies": [ { "kind": "timeout", "after": "30ms" } ] } ],
    "b.count": [ { "work": "2ms" } ],
    "c.run": [ { "work": { "kind": "exponential", "mean": "4ms" } }, { "effect": "done" } ])";
  setup.designs = R"("only": { "brokers": { )" +
                  std::string(broker ? R"("bus": { "nodes": 3, "failover": "250ms" })" : "") +
                  R"( }, "topics": { )" + topics + R"( },
    "a.run": [ { "query": "rows" }, { "effect": "stored" }, )" +
                  drawn_publishing(dice, log) + R"( ],
    "subscriptions": {
      "b.run": { "topic": "news", )" +
                  consumption + R"( },
      "b.count": { "topic": "news", )" +
                  drawn_consumption(dice) + " } } }";
  setup.faults = drawn_faults(dice, broker, log);
  return setup;
}

/// All records of a run as numbers, as they came.
std::vector<double> records(const Setup& setup) {
  return told(setup, [&](const Ledger& ledger) {
    std::vector<double> all;
    const auto add = [&](std::initializer_list<double> row) {
      all.insert(all.end(), row.begin(), row.end());
    };
    for (const auto& one : ledger.transactions)
      add({1, static_cast<double>(one.id), seconds(one.arrived), seconds(one.answered),
           seconds(one.completed), static_cast<double>(one.outcome),
           static_cast<double>(one.pending), static_cast<double>(one.duplicates)});
    for (const auto& one : ledger.attempts)
      add({2, static_cast<double>(one.operation), seconds(one.started), seconds(one.ended),
           static_cast<double>(one.outcome), static_cast<double>(one.first)});
    for (const auto& one : ledger.works)
      add({3, seconds(one.settled), seconds(one.spent), static_cast<double>(one.wanted)});
    for (const auto& one : ledger.incidents)
      add({4, seconds(one.at), static_cast<double>(one.what)});
    for (const auto& one : ledger.levels)
      add({5, static_cast<double>(one.waiting), static_cast<double>(one.most_waiting)});
    for (const auto& one : ledger.lags) add({6, seconds(one.sampled), seconds(one.lag)});
    for (const auto& one : ledger.publishes) add({7, seconds(one.asked), seconds(one.held_up)});
    for (const auto& one : ledger.subscriptions)
      add({8, static_cast<double>(one.published), static_cast<double>(one.delivered),
           static_cast<double>(one.dropped), static_cast<double>(one.pending)});
    return all;
  });
}

}  // namespace

TEST_CASE("Any topic, consumers and faults: the books balance, and the same run comes twice") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto setup = drawn(seed);
    INFO("seed " << seed << "\n" << setup.designs << "\n" << setup.faults);
    const auto once = records(setup);
    CHECK(once.size() < 400'000);
    CHECK(once == records(setup));
  }
}
