#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <set>

#include "analysis/graph/reach.hpp"
#include "analysis/graph/topology_graph.hpp"

using namespace faultline;

namespace {

using Need = Topology::Need;
using Part = Topology::Part;
using Nodes = std::set<int>;

/// The client asks shop, which publishes to a topic on a broker; bank and post consume, and both
/// bring it about.
Topology two_ways() {
  return {.design = "two ways",
          .nodes = {{"client", Part::client},
                    {"shop", Part::service},
                    {"bought", Part::topic},
                    {"kafka", Part::broker},
                    {"bank", Part::service},
                    {"post", Part::service}},
          .edges = {{0, 1, Need::blocking},
                    {1, 2, Need::event},
                    {2, 3, Need::stands},
                    {2, 4, Need::event},
                    {1, 5, Need::optional}},
          .operations = {{.name = "shop.buy", .owner = 1}},
          .effects = {{"paid", {4}}, {"done", {4, 5}}}};
}

/// Node 0 is the client; the last one brings the effect about.
Topology random_topology(std::mt19937& random) {
  const auto draw = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  Topology topology;
  const int n = draw(3, 8);
  topology.nodes.push_back({"client", Part::client});
  for (int i = 1; i < n; ++i) topology.nodes.push_back({"s" + std::to_string(i), Part::service});
  for (int i = draw(n - 1, 3 * n); i > 0; --i) {
    const int from = draw(0, n - 1);
    const int to = draw(1, n - 1);
    if (from != to) topology.edges.push_back({from, to, Need::blocking});
  }
  topology.effects = {{"done", {n - 1}}};
  return topology;
}

Nodes reached_without(const Topology& topology, int start, const Nodes& without) {
  Nodes reached;
  const std::function<void(int)> visit = [&](int node) {
    if (without.contains(node) || !reached.insert(node).second) return;
    for (const auto& edge : topology.edges)
      if (edge.from == node) visit(edge.to);
  };
  visit(start);
  return reached;
}

bool leads_to_effect(const Topology& topology, const Nodes& without) {
  const auto reached = reached_without(topology, 0, without);
  return reached.contains(topology.effects[0].by[0]);
}

/// By trying all sets of parts, the small ones first.
std::size_t size_of_smallest_cut(const Topology& topology) {
  const auto parts = topology.nodes.size() - 1;
  auto smallest = parts + 1;
  for (unsigned set = 0; set < 1U << parts; ++set) {
    Nodes without;
    for (std::size_t i = 0; i < parts; ++i)
      if ((set >> i & 1) != 0) without.insert(static_cast<int>(i) + 1);
    if (without.size() < smallest && !leads_to_effect(topology, without)) smallest = without.size();
  }
  return smallest;
}

/// Parts hanging together once these edges are gone, seen as undirected.
int pieces(const Topology& topology, const std::pair<int, int>& without) {
  std::vector<int> leader(topology.nodes.size());
  for (int i = 0; i < std::ssize(leader); ++i) leader[i] = i;
  const std::function<int(int)> find = [&](int node) {
    return leader[node] == node ? node : find(leader[node]);
  };
  for (const auto& edge : topology.edges)
    if (std::minmax(edge.from, edge.to) != std::minmax(without.first, without.second))
      leader[find(edge.from)] = find(edge.to);
  Nodes leaders;
  for (int i = 0; i < std::ssize(leader); ++i) leaders.insert(find(i));
  return static_cast<int>(leaders.size());
}

}  // namespace

TEST_CASE("every path to an effect passes its topic and the broker of that") {
  const auto paths = effect_paths_of(two_ways());
  REQUIRE(paths.size() == 2);
  CHECK(paths[0].on_all_paths == std::vector<int>{1, 2, 3, 4});
  CHECK(paths[0].cut == std::vector<int>{1});
  CHECK(paths[1].on_all_paths == std::vector<int>{1});
}

TEST_CASE(
    "an effect that two services bring about, each asked by the client, takes two to cut off") {
  auto topology = two_ways();
  topology.edges.push_back({0, 5, Need::blocking});
  const auto paths = effect_paths_of(topology)[1];
  CHECK(paths.on_all_paths.empty());
  CHECK(paths.cut == std::vector<int>{1, 5});
}

TEST_CASE("one broker under both topics cuts off what two topics carry") {
  Topology topology{.design = "twice",
                    .nodes = {{"client", Part::client},
                              {"a", Part::service},
                              {"b", Part::service},
                              {"first", Part::topic},
                              {"second", Part::topic},
                              {"kafka", Part::broker},
                              {"c", Part::service},
                              {"d", Part::service}},
                    .edges = {{0, 1, Need::blocking},
                              {0, 2, Need::blocking},
                              {1, 3, Need::event},
                              {2, 4, Need::event},
                              {3, 5, Need::stands},
                              {4, 5, Need::stands},
                              {3, 6, Need::event},
                              {4, 7, Need::event}},
                    .operations = {},
                    .effects = {{"done", {6, 7}}}};
  CHECK(effect_paths_of(topology)[0].cut == std::vector<int>{5});
}

TEST_CASE("an effect that no path leads to has none") {
  auto topology = two_ways();
  topology.edges.clear();
  CHECK(effect_paths_of(topology)[0].on_all_paths.empty());
  CHECK(effect_paths_of(topology)[0].cut.empty());
}

TEST_CASE("paths and cuts are those of trying out all sets of parts, in random graphs") {
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    const auto topology = random_topology(random);
    const auto paths = effect_paths_of(topology)[0];
    if (!leads_to_effect(topology, {})) {
      REQUIRE(paths.cut.empty());
      continue;
    }
    REQUIRE(paths.cut.size() == size_of_smallest_cut(topology));
    REQUIRE_FALSE(leads_to_effect(topology, {paths.cut.begin(), paths.cut.end()}));
    Nodes on_all;
    for (int node = 1; node < std::ssize(topology.nodes); ++node)
      if (!leads_to_effect(topology, {node})) on_all.insert(node);
    REQUIRE(Nodes(paths.on_all_paths.begin(), paths.on_all_paths.end()) == on_all);
  }
}

TEST_CASE("an edge is a bridge exactly if there are more pieces without it, in random graphs") {
  std::mt19937 random(4);
  for (int i = 0; i < 200; ++i) {
    const auto topology = random_topology(random);
    const int whole = pieces(topology, {-1, -1});
    std::set<std::pair<int, int>> bridges;
    std::set<std::pair<int, int>> found;
    for (const auto& edge : topology.edges)
      if (pieces(topology, {edge.from, edge.to}) > whole)
        bridges.insert(std::minmax(edge.from, edge.to));
    for (const int number : bridges_of(topology)) {
      const auto& edge = topology.edges[static_cast<std::size_t>(number)];
      found.insert(std::minmax(edge.from, edge.to));
    }
    REQUIRE(found == bridges);
  }
}

TEST_CASE("what is reached is what following the arcs one by one reaches, circles included") {
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    const auto topology = random_topology(random);
    const auto n = topology.nodes.size();
    Arcs arcs{.vertices = static_cast<int>(n), .list = {}};
    BitTable own(n, n);
    for (const auto& edge : topology.edges) arcs.list.emplace_back(edge.from, edge.to);
    for (std::size_t vertex = 0; vertex < n; ++vertex) own.set(vertex, vertex);
    const auto reach = reached(arcs, own, n);
    for (int vertex = 0; vertex < std::ssize(topology.nodes); ++vertex) {
      Nodes found;
      reach.rows.each(reach.row_of(vertex), [&](int node) { found.insert(node); });
      REQUIRE(found == reached_without(topology, vertex, {}));
    }
  }
}
