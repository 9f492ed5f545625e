#include "models/scenario/structure/couplings.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "models/scenario/validation/validation.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;

namespace {

using Coupled = CouplingGraph::Kind;
using Evidence = std::set<std::string>;

CouplingGraph couplings(const Setup& setup) {
  auto document = parse_document(setup.text(), "shop.json");
  const auto scenario = read_scenario(document);
  return couplings_of(scenario, outline_of(scenario, scenario.designs.front().value));
}

Evidence evidence(const CouplingGraph& graph, Coupled kind) {
  Evidence found;
  for (const auto& edge : graph.edges) {
    CHECK(edge.line > 0);
    if (edge.kind == kind)
      found.insert(edge.because + " => " + graph.parts[static_cast<std::size_t>(edge.to)].name);
  }
  return found;
}

}  // namespace

TEST_CASE("calls join in time and in space, and without need of the answer only in space") {
  const auto graph = couplings(
      {.services = R"("a": {}, "b": {}, "c": {})", .operations = R"("a.run": [ { "call": "b.get" },
                                             { "call": "c.get", "optional": true },
                                             { "effect": "done" } ],
                                  "b.get": [ { "work": "1ms" } ],
                                  "c.get": [ { "work": "1ms" } ])"});
  CHECK(graph.services == 3);
  CHECK(evidence(graph, Coupled::temporal) == Evidence{"a.run calls b.get => b.get"});
  CHECK(evidence(graph, Coupled::spatial) ==
        Evidence{"a.run calls b.get => b", "a.run calls c.get => c"});
  CHECK_FALSE(graph.has_contracts);
}

TEST_CASE("a store joins who queries it with who owns it, and both for their releases") {
  const auto graph = couplings({.services = R"("a": {}, "b": {})",
                                .stores = R"("data": { "owner": "b", "time": "1ms" },
                              "own": { "owner": "a", "time": "1ms" })",
                                .operations = R"("a.run": [ { "query": "data" }, { "query": "own" },
                                             { "call": "b.get" }, { "effect": "done" } ],
                                  "b.get": [ { "work": "1ms" } ])"});
  CHECK(evidence(graph, Coupled::data) ==
        Evidence{"a.run queries data => data", "b owns data => data", "a.run queries own => own",
                 "a owns own => own"});
  CHECK(evidence(graph, Coupled::deployment) ==
        Evidence{"a.run queries data => data", "b owns data => data"});
}

TEST_CASE("events join nobody in time or space, but the publisher needs the topic") {
  const auto graph = couplings({.services = R"("a": {}, "b": {})",
                                .operations = R"("b.take": [ { "effect": "done" } ])",
                                .designs = R"("only": { "topics": { "news": {} },
                     "a.run": [ { "publish": "news" } ],
                     "subscriptions": { "b.take": { "topic": "news" } } })"});
  CHECK(evidence(graph, Coupled::temporal) == Evidence{"a.run publishes to news => news"});
  CHECK(evidence(graph, Coupled::spatial).empty());
}

TEST_CASE("who awaits an effect needs those who bring it about, over whatever topic") {
  const auto graph = couplings({.services = R"("a": {}, "b": {})",
                                .operations = R"("b.take": [ { "effect": "done" } ])",
                                .designs = R"("only": { "topics": { "news": {} },
                     "a.run": [ { "publish": "news" }, { "await": "done", "within": "1s" } ],
                     "subscriptions": { "b.take": { "topic": "news" } } })"});
  CHECK(evidence(graph, Coupled::temporal).contains("a.run awaits done => b.take"));
}

TEST_CASE("a contract joins its users, for their releases only if one reads it strictly") {
  const auto with = [](const std::string& reader) {
    return couplings({.services = R"("a": {}, "b": {})",
                      .operations = R"("a.run": [ { "call": "b.get", "contract": "order" } ],
                                       "b.get": [ { "parse": "order", "reader": ")" +
                                    reader + R"(" }, { "effect": "done" } ])",
                      .contracts = R"("order": { "owner": "a", "fields": ["id"] })"});
  };
  CHECK(evidence(with("tolerant"), Coupled::format) == Evidence{"a.run writes order => order",
                                                                "b.get reads order => order",
                                                                "a owns order => order"});
  CHECK(evidence(with("tolerant"), Coupled::deployment).empty());
  CHECK(evidence(with("strict"), Coupled::deployment) ==
        Evidence{"a.run writes order => order", "b.get strictly reads order => order"});
}

TEST_CASE("a release of several services joins them") {
  const auto graph =
      couplings({.services = R"("a": {}, "b": {})",
                 .operations = R"("a.run": [ { "call": "b.get" }, { "effect": "done" } ],
                                  "b.get": [ { "work": "1ms" } ])",
                 .releases = R"({ "name": "both", "services": ["a", "b"], "at": "10s" })"});
  CHECK(evidence(graph, Coupled::deployment) ==
        Evidence{"release \"both\" moves a => both", "release \"both\" moves b => both"});
}
