#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/theory/replications.hpp"

/// Each field that is declared to be changeable changes what becomes of requests, from the middle
/// of a run on.
using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// A run in the middle of which, at 10 s, the setting becomes `to`.
struct Row {
  std::string field;  ///< "retry.attempts": the kind, or what the section is called, and its name
  Setup setup;
  std::string set;
  std::string to;
};
using Rows = std::vector<Row>;

/// The names of all fields below this shape that are changeable.
void collect(const Shape& shape, std::set<std::string>& seen, std::set<std::string>& found) {
  const auto take = [&](const std::string& owner, const std::vector<Field>& fields) {
    for (const auto& field : fields) {
      if (field.rule.changeable) found.insert(owner + "." + field.name);
      collect(field.shape, seen, found);
    }
  };
  if (shape.item) collect(*shape.item, seen, found);
  const bool named = shape.form == Shape::Form::object || shape.form == Shape::Form::family;
  if (!named || !seen.insert(shape.name).second) return;
  take(shape.name, shape.fields);
  if (shape.form == Shape::Form::family)
    for (const auto& kind : shape.kinds()) take(kind.name, kind.fields);
}

std::set<std::string> changeable_fields() {
  std::set<std::string> seen, found;
  collect(Codec<Scenario>::shape(), seen, found);
  return found;
}

/// What became of the requests, of those only that were over by then.
std::vector<double> course(const Setup& setup, Time over_by = end_of_time) {
  return told(setup, [&](const Ledger& ledger) {
    std::vector<double> numbers;
    for (const auto& one : ledger.transactions) {
      if (std::max(one.answered, one.completed) > over_by) continue;
      for (const auto number :
           {static_cast<double>(one.id), static_cast<double>(one.outcome), seconds(one.arrived),
            seconds(one.answered), seconds(one.completed), static_cast<double>(one.duplicates)})
        numbers.push_back(number);
    }
    return numbers;
  });
}

Setup twenty_seconds(const std::string& arrivals) {
  return {.length = "20s", .arrivals = arrivals, .services = R"("a": { "workers": 1000 })"};
}

const std::string exponential = R"({ "kind": "exponential", "mean": "100ms" })";

/// "a" calls "b" through the policy.
Row policy(const std::string& kind, const std::string& field, const std::string& more,
           const std::string& to, const std::string& steps) {
  auto setup = twenty_seconds(R"({ "kind": "poisson", "rate": "20/s" })");
  setup.keys_and_classes = R"("keys": { "count": 5 })";
  setup.services = R"("a": { "workers": 1000 },
    "b": { "instances": 2, "workers": 5, "queue": 2, "retry_after": "500ms" })";
  setup.operations = R"("b.run": [ )" + steps + R"(, { "effect": "done" } ])";
  setup.designs = R"("only": { "a.run": [ { "call": "b.run", "policies": [ { "kind": ")" + kind +
                  "\", " + more + R"( } ] } ] })";
  return {kind + "." + field, setup, "designs.only.a.run.0.policies.0." + field, to};
}

Row by_work(const std::string& kind, const std::string& field, const std::string& more,
            const std::string& to) {
  return policy(kind, field, more, to, R"({ "work": )" + exponential + " }");
}

Row by_errors(const std::string& kind, const std::string& field, const std::string& more,
              const std::string& to) {
  return policy(kind, field, more, to, R"({ "work": "20ms" }, { "error_rate": 0.7 })");
}

Rows limits() {
  return {
      by_work("timeout", "after", R"("after": "200ms")", R"("50ms")"),
      by_work("deadline", "after", R"("after": "200ms")", R"("50ms")"),
      by_work("bulkhead", "slots", R"("slots": 1)", "3"),
      by_work("bulkhead", "queue", R"("slots": 1, "queue": 1)", "9"),
      by_work("pool", "connections", R"("connections": 1, "queue": 0)", "3"),
      by_work("pool", "queue", R"("connections": 1, "queue": 1)", "9"),
      by_work("rate_limit", "rate", R"("rate": "5/s")", R"("15/s")"),
      by_work("rate_limit", "burst", R"("rate": "30/s")", "9"),
      by_work("rate_limit", "wait", R"("rate": "15/s")", R"("1s")"),
      by_work("hedge", "after", R"("after": "50ms")", R"("150ms")"),
      by_work("hedge", "attempts", R"("after": "50ms")", "4"),
      by_errors("fallback", "max_age", R"("to": "cached")", R"("100ms")"),
  };
}

Rows retries() {
  const std::string steady = R"("attempts": 4, "jitter": "none", "base": "50ms")";
  auto avoided = by_work("retry", "avoid_tried", R"("attempts": 2, "jitter": "none")", "true");
  avoided.setup.faults =
      R"({ "name": "bad", "kind": "errors", "target": "b#0", "rate": 1, "at": "5s" })";
  auto heeded = by_work("retry", "heed_retry_after", R"("attempts": 3, "jitter": "none")", "false");
  heeded.setup.arrivals = R"({ "kind": "poisson", "rate": "200/s" })";
  return {
      by_errors("retry", "attempts", steady, "2"),
      by_errors("retry", "backoff", steady, R"("fixed")"),
      by_errors("retry", "base", steady, R"("10ms")"),
      by_errors("retry", "limit", steady + R"(, "limit": "60ms")", R"("1s")"),
      by_errors("retry", "jitter", steady, R"("full")"),
      avoided,
      heeded,
  };
}

Rows breakers() {
  const std::string rate = R"("rate": 0.5, "calls": 20, "least": 20, "open_for": "500ms")";
  const std::string row = R"("consecutive": 3, "open_for": "500ms")";
  return {
      by_errors("breaker", "consecutive", row, "30"),
      by_errors("breaker", "rate", rate, "0.9"),
      by_errors("breaker", "least", rate, "2"),
      by_errors("breaker", "open_for", row, R"("3s")"),
      by_errors("breaker", "probes", row, "5"),
      by_errors("breaker", "close_after", row, "2"),
      by_errors("breaker", "probe_rate", row + R"(, "probes": 4, "probe_rate": 0.9)", "0.1"),
      by_work("breaker", "half_open_for",
              row + R"(, "slow": "150ms", "close_after": 3, "half_open_for": "10s")", R"("50ms")"),
      by_work("breaker", "slow", row + R"(, "slow": "100ms")", R"("400ms")"),
  };
}

Row of_service(const std::string& field, const std::string& service, const std::string& to) {
  auto setup = twenty_seconds(R"({ "kind": "poisson", "rate": "20/s" })");
  setup.services = R"("a": { )" + service + " }";
  setup.operations = R"("a.run": [ { "work": )" + exponential + R"( }, { "effect": "done" } ])";
  return {"service." + field, setup, "services.a." + field, to};
}

Row of_arrivals(const std::string& kind, const std::string& more) {
  auto setup = twenty_seconds(R"({ "kind": ")" + kind + R"(", "rate": "5/s")" + more + " }");
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  return {kind + ".rate", setup, "workload.arrivals.rate", R"("15/s")"};
}

Rows of_loads_and_services() {
  auto users = of_arrivals("constant", "");
  users.field = "closed.users";
  users.setup.workload = R"({ "kind": "closed", "users": 3, "think": "1s" })";
  users.set = "workload.users";
  users.to = "5";
  auto store = of_service("workers", R"("workers": 1000)", "4");
  store.field = "store.connections";
  store.setup.stores = R"("rows": { "owner": "a", "connections": 1, "time": )" + exponential + " }";
  store.setup.operations = R"("a.run": [ { "query": "rows" }, { "effect": "done" } ])";
  store.set = "stores.rows.connections";
  return {
      of_service("instances", R"("workers": 1)", "4"),
      of_service("workers", R"("workers": 1)", "4"),
      of_service("queue", R"("workers": 1, "queue": 1)", "9"),
      store,
      users,
      of_arrivals("constant", ""),
      of_arrivals("poisson", ""),
      of_arrivals("daily", R"(, "period": "10s", "amplitude": 0.5)"),
  };
}

/// "a" publishes to "news", of which "b" processes an event in 50 ms.
Row of_events(const std::string& of, const std::string& field, const std::string& topic,
              const std::string& consumers, const std::string& to) {
  auto setup = twenty_seconds(R"({ "kind": "poisson", "rate": "30/s" })");
  setup.services = R"("a": { "workers": 1000 }, "b": { "instances": 2 })";
  setup.operations = R"("a.run": [ { "publish": "news" } ],
    "b.run": [ { "work": "50ms" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "news": { )" + topic +
                  R"( } }, "subscriptions": { "b.run": { "topic": "news", )" + consumers + " } } }";
  const std::string place = of == "topic" ? "topics.news." : "subscriptions.b.run.";
  return {of + "." + field, setup, "designs.only." + place + field, to};
}

Row struck(Row row, const std::string& fault) {
  row.setup.faults = R"({ "name": "struck", "at": "15s", )" + fault + " }";
  return row;
}

Rows of_topics() {
  const std::string one = R"("consumers": 1)";
  return {
      of_events("topic", "capacity", R"("partitions": 1, "capacity": 5)", one, "50"),
      of_events("topic", "capacity_size", R"("partitions": 1, "capacity_size": "5KiB")", one,
                R"("50KiB")"),
      of_events("topic", "when_full", R"("partitions": 1, "capacity": 5)", one, R"("refuse")"),
      of_events("topic", "partition_rate", R"("partitions": 1, "partition_rate": "20/s")", one,
                R"("40/s")"),
      of_events("topic", "visibility", R"("visibility": "10s")", R"("consumers": 4)", R"("40ms")"),
  };
}

Rows of_consumers() {
  const auto group = [](const std::string& field, const std::string& more, const std::string& to) {
    return of_events("subscription", field, R"("partitions": 4, "fetch": "30ms")", more, to);
  };
  const auto failing = [](Row row) {
    row.setup.operations = R"("a.run": [ { "publish": "news" } ],
      "b.run": [ { "error_rate": 0.5 }, { "effect": "done" } ])";
    return row;
  };
  const std::string crash = R"("kind": "crash", "target": "b#0", "for": "3s")";
  const std::string unrest = R"("kind": "rebalance", "target": "b", "every": "2s")";
  const std::string batches = R"("consumers": 2, "batch": 10)";
  return {
      group("consumers", R"("consumers": 1)", "4"),
      group("batch", R"("consumers": 4)", "10"),
      group("concurrency", batches, "5"),
      group("back_pressure", R"("consumers": 1, "back_pressure": 5)", "50"),
      failing(group("attempts", R"("consumers": 4, "attempts": 1)", "5")),
      failing(group("redeliver_after", R"("consumers": 4)", R"("10ms")")),
      struck(group("session", R"("consumers": 4, "session": "10s")", R"("1s")"), crash),
      struck(group("rebalance", R"("consumers": 4, "rebalance": "1s")", R"("3s")"), unrest),
      struck(group("rebalance_timeout",
                   batches + R"(, "rebalance": "0s", "rebalance_timeout": "10s")", R"("20ms")"),
             unrest),
      group("max_poll", batches + R"(, "max_poll": "10s")", R"("200ms")"),
  };
}

Rows table() {
  Rows all;
  for (const auto& rows :
       {limits(), retries(), breakers(), of_loads_and_services(), of_topics(), of_consumers()})
    all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

}  // namespace

TEST_CASE("Changeable fields: each has a row in the table") {
  std::set<std::string> fields;
  for (const auto& row : table()) {
    CHECK(row.set.substr(row.set.rfind('.')) == row.field.substr(row.field.find('.')));
    fields.insert(row.field);
  }
  CHECK(fields == changeable_fields());
}

TEST_CASE("Changeable fields: each changes what becomes of requests, and nothing before") {
  for (auto row : table()) {
    CAPTURE(row.field);
    const Time changed{10s};
    const auto before = course(row.setup, changed);
    const auto without = course(row.setup);
    row.setup.changes =
        R"({ "name": "change", "at": "10s", "set": ")" + row.set + R"(", "to": )" + row.to + " }";
    CHECK((course(row.setup, changed) == before));
    CHECK((course(row.setup) != without));
  }
}
