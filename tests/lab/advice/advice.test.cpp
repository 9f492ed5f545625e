#include "lab/advice/advice.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "analysis/verdicts/replications.hpp"
#include "lab/advice/advice_text.hpp"
#include "models/scenario/validation/validation.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;

namespace {

/// What would help the design "only".
Advice advice_for(const Setup& setup, std::size_t replications = 4) {
  return advise(parse_document(setup.text(), "shop.json"),
                {.trial = {"only", 2}, .replications = replications});
}

/// The kinds of all remedies that apply; each has to make a valid scenario of it.
std::vector<std::string> applicable(const Setup& setup) {
  auto document = parse_document(setup.text(), "shop.json");
  const auto scenario = read_scenario(document);
  std::vector<std::string> kinds;
  for (const auto& remedy : remedies_for(scenario, "only")) {
    Draft draft(document, "only");
    remedy.apply(draft);
    auto changed = draft.finished();
    INFO(remedy.what);
    CHECK_NOTHROW(read_scenario(changed));
    if (kinds.empty() || kinds.back() != remedy.kind) kinds.push_back(remedy.kind);
  }
  return kinds;
}

/// A system that one remedy heals; its size and rates differ with the number.
struct Planted {
  Setup setup;
  std::string remedy;
};

std::string crash(const std::string& target, int number) {
  return R"({ "name": "down", "kind": "crash", "target": ")" + target +
         R"(", "at": "10s", "for": ")" + std::to_string(5 + number) + R"(s" })";
}

/// Calls through so many services to the last one, which does this.
Setup chain(int hops, int number, const std::string& last) {
  Setup setup{.length = "40s", .arrivals = poisson_at(30 + 5 * number)};
  for (int hop = 0; hop < hops; ++hop) {
    const auto name = "s" + std::to_string(hop);
    setup.services += ", \"" + name + "\": {}";
    const auto next = "s" + std::to_string(hop + 1);
    setup.operations += "\"" + name + ".run\": [ { \"work\": \"1ms\" }, " +
                        (hop + 1 < hops ? "{ \"call\": \"" + next + ".run\" }" : last) + " ], ";
  }
  setup.faults = crash("s" + std::to_string(hops - 1), number);
  return setup;
}

Planted without_answer(int number) {
  auto setup = chain(1 + number % 3, number, R"({ "work": "2ms" })");
  setup.operations += R"("a.run": [ { "call": "s0.run" }, { "effect": "done" } ])";
  return {setup, "fallback"};
}

Planted without_event(int number) {
  auto setup = chain(1 + number % 3, number, R"({ "effect": "done" })");
  setup.effects = R"("stored", "done")";
  setup.operations += R"("a.run": [ { "effect": "stored" }, { "call": "s0.run" } ])";
  return {setup, "call to event"};
}

Planted brittle(int number) {
  return {{.length = "40s",
           .arrivals = poisson_at(30 + 5 * number),
           .services = R"("a": {}, "b": {})",
           .operations = R"("a.run": [ { "call": "b.take", "contract": "order" } ],
                            "b.take": [ { "parse": "order", "reader": "strict" },
                                        { "effect": "done" } ])",
           .contracts = R"("order": { "owner": "a", "fields": ["id"],
                             "changes": [ { "change": "add_optional", "field": "note" } ] })",
           .releases = R"({ "name": "note", "services": ["a"], "versions": { "order": 2 },
                            "at": ")" +
                       std::to_string(10 + number) +
                       R"(s", "start_up": "1s", "drain": "1s", "strategy": "recreate" })"},
          "tolerant reader"};
}

Planted shared(int number) {
  return {{.length = "40s",
           .arrivals = poisson_at(30 + 5 * number),
           .keys_and_classes = R"("classes": { "one": { "share": 3 },
                                  "other": { "share": 1, "entry": "b.run" } })",
           .services = R"("a": { "workers": 64 }, "b": { "workers": 64 })",
           .stores = R"("data": { "owner": "b", "time": "1ms" })",
           .operations = R"("a.run": [ { "query": "data", "write": true }, { "effect": "done" } ],
                            "b.run": [ { "query": "data", "write": true }, { "effect": "done" } ])",
           .faults = crash("data", number)},
          "own store"};
}

}  // namespace

TEST_CASE("Advice: the remedy that was planted is found in ten generated systems") {
  for (int number = 0; number < 10; ++number) {
    constexpr Planted (*plants[])(int) = {without_answer, without_event, brittle, shared};
    const auto planted = plants[number % 4](number);
    const auto advice = advice_for(planted.setup);
    INFO(planted.setup.text());
    CHECK(advice.refused.empty());
    REQUIRE_FALSE(advice.sequence.empty());
    CHECK(advice.sequence.front().remedy.kind == planted.remedy);
  }
}

TEST_CASE("Advice: nothing is advised where nothing fails and nobody waits") {
  const auto advice =
      advice_for({.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])"});
  CHECK(advice.sequence.empty());
  CHECK(advice.alone.empty());
}

TEST_CASE("Advice: each step is better than the one before by its own runs") {
  const auto advice = advice_for(without_event(2).setup, 3);
  auto before = advice.before.runs;
  for (const auto& step : advice.sequence) {
    const auto gained = gains({before}, step.runs);
    const auto completion = gained[measure_index("completion")].estimate.mean;
    const auto availability = gained[measure_index("availability")].estimate.mean;
    CHECK(completion >= 0);
    CHECK((completion > 0 || availability >= 0));
    before = step.runs.runs;
  }
}

TEST_CASE("Advice: the same advice is given however many processes try it") {
  const auto setup = without_answer(1).setup;
  const auto document = parse_document(setup.text(), "shop.json");
  const auto one = advise(document, {.trial = {"only", 1}, .replications = 2});
  const auto two = advise(document, {.trial = {"only", 2}, .replications = 2});
  CHECK(to_text(advice_json({one})) == to_text(advice_json({two})));
}

TEST_CASE("Remedies: which apply to blocking calls") {
  CHECK(applicable(
            {.services = R"("a": {}, "b": {})", .operations = R"("b.run": [ { "effect": "done" } ],
                       "a.run": [ { "effect": "done" }, { "call": "b.run", "policies":
                         [ { "kind": "retry" } ] } ])"}) ==
        std::vector<std::string>{"call to event", "time limits in order", "retry budget",
                                 "circuit breaker", "bulkhead"});
}

TEST_CASE("Remedies: an outbox is used where the caller writes a store of its own") {
  const Setup setup{.services = R"("a": {}, "b": {})",
                    .stores = R"("own": { "owner": "a", "time": "1ms" })",
                    .operations = R"("b.run": [ { "effect": "done" } ],
                       "a.run": [ { "query": "own", "write": true }, { "effect": "done" },
                                  { "call": "b.run" } ])"};
  auto document = parse_document(setup.text(), "shop.json");
  const auto scenario = read_scenario(document);
  const auto remedies = remedies_for(scenario, "only");
  CHECK(remedies.front().what == "a.run publishes an event by an outbox instead of calling b.run");
  applicable(setup);
}

TEST_CASE("Remedies: which apply to data, events, formats and releases") {
  CHECK(applicable({.services = R"("a": {}, "b": {})",
                    .stores = R"("data": { "owner": "b", "time": "1ms" })",
                    .operations = R"("b.take": [ { "parse": "news", "reader": "strict" },
                                       { "query": "data", "write": true }, { "effect": "done" } ],
                                     "a.run": [ { "query": "data" },
                                                { "publish": "news", "contract": "news" } ])",
                    .designs = R"("only": { "topics": { "news": {} },
                                  "subscriptions": { "b.take": { "topic": "news" } } })",
                    .contracts = R"("news": { "owner": "a", "fields": ["id"], "changes": [
                                     { "change": "add_optional", "field": "note" } ] })",
                    .releases = R"({ "name": "note", "services": ["a", "b"],
                                     "versions": { "news": 2 }, "at": "10s", "start_up": "1s",
                                     "drain": "1s", "strategy": "recreate" })"}) ==
        std::vector<std::string>{"local copy", "idempotent consumer", "tolerant reader",
                                 "private release"});
}

/// All four instances of two services are moved in one release; in between half of the calls meet
/// another version.
TEST_CASE("Remedies: a renamed field is written under both names until every reader knows it") {
  const Setup setup{.length = "120s",
                    .services = R"("a": { "instances": 2 }, "b": { "instances": 2 })",
                    .operations = R"("b.take": [ { "parse": "order" }, { "effect": "done" } ],
                       "a.run": [ { "call": "b.take", "contract": "order" } ])",
                    .designs = R"("only": { "releases": [ { "name": "rename",
                       "services": ["a", "b"], "versions": { "order": 2 }, "at": "20s",
                       "start_up": "2s", "drain": "1s", "strategy": "rolling" } ] })",
                    .contracts = R"("order": { "owner": "a", "fields": ["id", "sum"], "changes": [
                       { "change": "rename", "field": "sum", "to": "total" } ] })"};
  const auto kinds = applicable(setup);
  CHECK(std::ranges::count(kinds, "expand and contract") == 1);
  const auto advice = advice_for(setup);
  const auto found = std::ranges::find(advice.alone, "expand and contract",
                                       [](const TriedRemedy& tried) { return tried.remedy.kind; });
  REQUIRE(found != advice.alone.end());
  CHECK(gain_in(found->gains, measure_index("availability")) > 0);
  const auto after = estimate_measure(found->runs.runs, 0, measure_index("availability"));
  CHECK(after.mean == 1);
}

TEST_CASE("The monolith score of each version is that of its wiring") {
  const auto advice = advice_for(without_event(1).setup, 2);
  REQUIRE(!advice.sequence.empty());
  CHECK(advice.before.score > 0);
  CHECK(advice.sequence.front().runs.score < advice.before.score);
}

TEST_CASE("Remedies: a time limit leaves time to each of those that wait above it") {
  const Setup setup{.transaction = R"("deadline": "3s")",
                    .services = R"("a": {}, "b": {}, "c": {})",
                    .operations = R"("c.run": [ { "effect": "done" } ], "b.run": [ { "call":
                       "c.run", "policies": [ { "kind": "retry", "attempts": 2 } ] } ],
                       "a.run": [ { "call": "b.run" } ])"};
  auto document = parse_document(setup.text(), "shop.json");
  const auto scenario = read_scenario(document);
  Draft draft(document, "only");
  for (const auto& remedy : remedies_for(scenario, "only"))
    if (remedy.kind == "time limits in order") remedy.apply(draft);
  const auto changed = draft.finished();
  const auto after = [&](const char* operation, std::size_t policy) {
    const auto* own = changed.root.find("designs")->find("only")->find(operation);
    return own->items[0].find("policies")->items[policy].find("after")->text;
  };
  CHECK(after("a.run", 0) == "2000ms");
  CHECK(after("b.run", 1) == "500ms");  // 1 s for both attempts
}

TEST_CASE("Remedies: a call that is all that the client asks for stays a call") {
  const auto kinds = applicable(
      {.services = R"("a": {}, "b": {})", .operations = R"("b.run": [ { "effect": "done" } ],
                                    "a.run": [ { "work": "1ms" }, { "call": "b.run" } ])"});
  CHECK(std::ranges::count(kinds, "call to event") == 0);
}

TEST_CASE("Remedies: retries that have a budget get no other one") {
  const auto kinds = applicable(
      {.services = R"("a": {}, "b": {})", .operations = R"("b.run": [ { "effect": "done" } ],
                                    "a.run": [ { "call": "b.run", "policies":
                                      [ { "kind": "retry", "budget": {} } ] } ])"});
  CHECK(std::ranges::count(kinds, "retry budget") == 0);
}

/// Of the deadline of 3 s the only call gets 1.5 s.
TEST_CASE("Remedies: the shortest of a call's time limits is the one that counts") {
  const auto limits = [](const std::string& first, const std::string& second) {
    const auto kinds = applicable(
        {.services = R"("a": {}, "b": {})",
         .operations = R"("b.run": [ { "effect": "done" } ], "a.run": [ { "call": "b.run",
            "policies": [ { "kind": "timeout", "after": ")" +
                       first + R"(" }, { "kind": "timeout", "after": ")" + second +
                       R"(" } ] } ])"});
    return std::ranges::count(kinds, "time limits in order");
  };
  CHECK(limits("2500ms", "1s") == 0);
  CHECK(limits("2500ms", "2s") == 1);
}
