#include "analysis/graph/score.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>

using namespace faultline;

namespace {

using Kind = CouplingGraph::Kind;

/// Services s0, s1, ... with one operation each, number n + i, and one store and one contract more.
CouplingGraph services(int n) {
  CouplingGraph graph;
  graph.services = n;
  for (int i = 0; i < n; ++i) graph.parts.push_back({"s" + std::to_string(i), "service", i});
  for (int i = 0; i < n; ++i)
    graph.parts.push_back({"s" + std::to_string(i) + ".run", "operation", i});
  graph.parts.push_back({"data", "store", 2 * n});
  graph.parts.push_back({"order", "contract", 2 * n + 1});
  return graph;
}

/// Each operation needs the next one.
CouplingGraph chain_of(int n) {
  auto graph = services(n);
  for (int i = 0; i + 1 < n; ++i) {
    graph.edges.push_back({n + i, n + i + 1, Kind::temporal, "a call", 10 + i});
    graph.edges.push_back({n + i, i + 1, Kind::spatial, "a call", 10 + i});
  }
  return graph;
}

const KindScore& of(const MonolithScore& score, Kind kind) {
  return score.kinds[static_cast<std::size_t>(kind)];
}

CouplingGraph random_graph(std::mt19937& random) {
  const auto draw = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  const int n = draw(2, 9);
  auto graph = services(n);
  for (int i = draw(0, 25); i > 0; --i) {
    const int from = n + draw(0, n - 1);
    const auto kind = static_cast<Kind>(draw(0, 4));
    const int thing = 2 * n + draw(0, 1);
    const int to = kind == Kind::temporal  ? n + draw(0, n - 1)
                   : kind == Kind::spatial ? draw(0, n - 1)
                                           : thing;
    graph.edges.push_back({from, to, kind, "", 1});
  }
  return graph;
}

/// The services that each operation needs, by following edges until nothing is new.
std::vector<std::set<int>> needs_of(const CouplingGraph& graph) {
  std::vector<std::set<int>> needs(graph.parts.size());
  for (int i = 0; i < std::ssize(graph.parts); ++i) needs[i] = {i};
  for (bool grows = true; grows;) {
    grows = false;
    for (const auto& edge : graph.edges) {
      if (edge.kind != Kind::temporal) continue;
      const auto before = needs[edge.from].size();
      needs[edge.from].insert(needs[edge.to].begin(), needs[edge.to].end());
      grows = grows || needs[edge.from].size() > before;
    }
  }
  return needs;
}

std::int64_t temporal_pairs_by_definition(const CouplingGraph& graph) {
  std::set<std::pair<int, int>> pairs;
  for (const auto& needed : needs_of(graph))
    for (const int a : needed)
      for (const int b : needed) {
        const auto first = graph.parts[static_cast<std::size_t>(a)].service;
        const auto second = graph.parts[static_cast<std::size_t>(b)].service;
        if (first < second && second < graph.services) pairs.emplace(first, second);
      }
  return std::ssize(pairs);
}

}  // namespace

TEST_CASE("services that nothing joins are no monolith") {
  const auto score = monolith_score_of(services(4));
  CHECK(score.score == 0);
  CHECK(score.all_pairs == 6);
  CHECK(of(score, Kind::temporal).strongest == -1);
}

TEST_CASE("in a chain of five all ten pairs have to be up together, and four know each other") {
  const auto score = monolith_score_of(chain_of(5));
  CHECK(of(score, Kind::temporal).pairs == 10);
  CHECK(of(score, Kind::temporal).score == 1);
  CHECK(of(score, Kind::spatial).pairs == 4);
  CHECK(score.score == Approx(0.3 * 1 + 0.1 * 4 / 10));
}

TEST_CASE("the middle of a chain holds most pairs together, and the score says how many") {
  const auto graph = chain_of(4);
  const auto score = monolith_score_of(graph);
  const auto& temporal = of(score, Kind::temporal);
  REQUIRE(temporal.strongest >= 0);
  CHECK(graph.edges[static_cast<std::size_t>(temporal.strongest)].line == 11);
  CHECK(temporal.drop == Approx(0.3 * (6 - 2) / 6));
}

TEST_CASE("two that a third one needs have to be up together, though neither needs the other") {
  auto graph = services(3);
  graph.edges = {{3, 4, Kind::temporal}, {3, 5, Kind::temporal}};
  CHECK(of(monolith_score_of(graph), Kind::temporal).pairs == 3);
}

TEST_CASE("what one operation needs does not join what another one of its service needs") {
  auto graph = services(3);
  graph.parts.push_back({"s0.other", "operation", 0});
  const int other = static_cast<int>(graph.parts.size()) - 1;
  graph.edges = {{3, 4, Kind::temporal}, {other, 5, Kind::temporal}};
  CHECK(of(monolith_score_of(graph), Kind::temporal).pairs == 2);
}

TEST_CASE(
    "a shared store joins all who use it, a release also those who are joined through others") {
  auto graph = services(4);
  const int data = 8;
  const int order = 9;
  graph.edges = {{4, data, Kind::data},       {5, data, Kind::data},
                 {6, data, Kind::data},       {4, data, Kind::deployment},
                 {5, data, Kind::deployment}, {5, order, Kind::deployment},
                 {7, order, Kind::deployment}};
  const auto score = monolith_score_of(graph);
  CHECK(of(score, Kind::data).pairs == 3);
  CHECK(of(score, Kind::deployment).pairs == 3);
  CHECK(score.score == Approx(0.25 * 3 / 6 + 0.25 * 3 / 6));
}

TEST_CASE("of formats nothing is known where the scenario states none") {
  auto graph = services(2);
  graph.has_contracts = false;
  const auto score = monolith_score_of(graph);
  CHECK(std::isnan(of(score, Kind::format).score));
  CHECK(score.score == 0);
}

TEST_CASE("a design that is coupled in all ways is one program in pieces") {
  auto graph = services(2);
  graph.edges = {{2, 3, Kind::temporal},   {2, 1, Kind::spatial},   {2, 4, Kind::data},
                 {3, 4, Kind::data},       {2, 5, Kind::format},    {3, 5, Kind::format},
                 {2, 4, Kind::deployment}, {3, 4, Kind::deployment}};
  CHECK(monolith_score_of(graph).score == Approx(1));
}

TEST_CASE("pairs that have to be up together are those of the definition, in random graphs") {
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    const auto graph = random_graph(random);
    REQUIRE(of(monolith_score_of(graph), Kind::temporal).pairs ==
            temporal_pairs_by_definition(graph));
  }
}

TEST_CASE("to take an edge away never raises the score, and the strongest one lowers it most") {
  std::mt19937 random(2);
  for (int i = 0; i < 200; ++i) {
    const auto graph = random_graph(random);
    const auto whole = monolith_score_of(graph);
    REQUIRE(whole.score >= 0);
    REQUIRE(whole.score <= 1 + 1e-12);
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
      auto less = graph;
      less.edges.erase(less.edges.begin() + static_cast<std::ptrdiff_t>(edge));
      const auto left = monolith_score_of(less);
      REQUIRE(left.score <= whole.score + 1e-12);
      const auto& kind = of(whole, graph.edges[edge].kind);
      REQUIRE(whole.score - left.score <= kind.drop + 1e-12);
    }
  }
}
