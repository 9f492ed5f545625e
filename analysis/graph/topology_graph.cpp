#include "analysis/graph/topology_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/graph/strong_components.hpp>
#include <iterator>
#include <limits>
#include <map>

#include "analysis/graph/reach.hpp"

namespace faultline {

namespace {

using Directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Undirected = boost::adjacency_list<boost::setS, boost::vecS, boost::undirectedS>;

template <class Graph, class Wanted>
Graph graph_of(const Topology& topology, Wanted wanted) {
  Graph graph(topology.nodes.size());
  for (const auto& edge : topology.edges)
    if (wanted(edge)) boost::add_edge(edge.from, edge.to, graph);
  return graph;
}

bool waits(const Topology::Edge& edge) {
  return edge.need == Topology::Need::blocking || edge.need == Topology::Need::optional;
}
bool between_two(const Topology::Edge& edge) {
  return edge.from != edge.to && edge.need != Topology::Need::stands;
}

/// Its number; -1: there is none.
int client_of(const Topology& topology) {
  const auto found =
      std::ranges::find(topology.nodes, Topology::Part::client, &Topology::Node::part);
  return found == topology.nodes.end() ? -1 : static_cast<int>(found - topology.nodes.begin());
}

/// Finds the longest path below each node as the search leaves it: by then it has left all nodes
/// that follow, but for those that close a cycle.
class LongestBelow : public boost::dfs_visitor<> {
 public:
  LongestBelow(std::vector<int>& hops, std::vector<int>& next) : hops_(hops), next_(next) {}

  void finish_vertex(std::size_t node, const Directed& graph) {
    int longest = 0;
    for (const auto edge : boost::make_iterator_range(boost::out_edges(node, graph))) {
      const auto target = boost::target(edge, graph);
      if (hops_[target] < longest) continue;
      longest = hops_[target] + 1;
      next_[node] = static_cast<int>(target);
    }
    hops_[node] = longest;
  }

 private:
  std::vector<int>& hops_;
  std::vector<int>& next_;
};

}  // namespace

Components components_of(const Arcs& arcs) {
  Directed graph(static_cast<std::size_t>(arcs.vertices));
  for (const auto& [from, to] : arcs.list) boost::add_edge(from, to, graph);
  Components components{.of = std::vector<int>(static_cast<std::size_t>(arcs.vertices))};
  const auto index = boost::get(boost::vertex_index, graph);
  components.count = boost::strong_components(
      graph, boost::make_iterator_property_map(components.of.begin(), index));
  return components;
}

std::vector<std::vector<int>> cycles_of(const Topology& topology) {
  Arcs arcs{.vertices = static_cast<int>(topology.nodes.size())};
  for (const auto& edge : topology.edges) arcs.list.emplace_back(edge.from, edge.to);
  const auto components = components_of(arcs);
  std::vector<std::vector<int>> cycles(static_cast<std::size_t>(components.count));
  for (int node = 0; node < arcs.vertices; ++node) cycles[components.of[node]].push_back(node);
  std::erase_if(cycles, [](const auto& members) { return members.size() < 2; });
  std::sort(cycles.begin(), cycles.end());
  return cycles;
}

std::vector<int> articulation_points_of(const Topology& topology) {
  const auto graph = graph_of<Undirected>(topology, between_two);
  std::vector<std::size_t> found;
  boost::articulation_points(graph, std::back_inserter(found));
  std::erase_if(found,
                [&](auto node) { return topology.nodes[node].part == Topology::Part::client; });
  std::sort(found.begin(), found.end());
  return {found.begin(), found.end()};
}

std::vector<int> longest_chain_of(const Topology& topology) {
  const auto start = client_of(topology);
  if (start < 0) return {};
  const auto graph = graph_of<Directed>(topology, waits);
  std::vector<int> hops(topology.nodes.size(), -1);
  std::vector<int> next(topology.nodes.size(), -1);
  std::vector<boost::default_color_type> colours(topology.nodes.size());
  const auto index = boost::get(boost::vertex_index, graph);
  boost::depth_first_visit(graph, start, LongestBelow(hops, next),
                           boost::make_iterator_property_map(colours.begin(), index));
  std::vector<int> chain;
  for (auto node = static_cast<int>(start); node >= 0; node = next[node]) chain.push_back(node);
  return chain;
}

std::vector<int> bridges_of(const Topology& topology) {
  using Numbered = boost::property<boost::edge_index_t, std::size_t>;
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS,
                                      boost::no_property, Numbered>;
  Graph graph(topology.nodes.size());
  std::map<std::pair<int, int>, int> first;
  std::vector<int> kept;
  for (int i = 0; i < std::ssize(topology.edges); ++i) {
    const auto& edge = topology.edges[i];
    if (!between_two(edge) || !first.emplace(std::minmax(edge.from, edge.to), i).second) continue;
    boost::add_edge(edge.from, edge.to, Numbered(kept.size()), graph);
    kept.push_back(i);
  }
  std::vector<std::size_t> block(kept.size());
  const auto index = boost::get(boost::edge_index, graph);
  const auto count =
      boost::biconnected_components(graph, boost::make_iterator_property_map(block.begin(), index));
  std::vector<int> sizes(count);
  for (const auto number : block) ++sizes[number];
  std::vector<int> bridges;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (sizes[block[i]] == 1) bridges.push_back(kept[i]);
  return bridges;
}

namespace {

/// The ways from the client to an effect, which is one vertex more.
class Ways {
 public:
  explicit Ways(const Topology& topology)
      : topology_(topology), client_(client_of(topology)), nodes_(topology.nodes.size()) {
    for (const auto& edge : topology.edges)
      if (edge.need == Topology::Need::stands) broker_.emplace(edge.from, edge.to);
  }

  EffectPaths to(int effect) const {
    EffectPaths paths{.effect = effect, .on_all_paths = {}, .cut = {}};
    if (client_ < 0 || !leads_to(effect, -1)) return paths;
    paths.on_all_paths = dominators(effect);
    paths.cut = smallest_cut(effect);
    if (paths.cut.size() == 1) return paths;
    for (int node = 0; node < std::ssize(nodes()); ++node)
      if (nodes()[node].part == Topology::Part::broker && !leads_to(effect, node)) {
        paths.cut = {node};
        break;
      }
    return paths;
  }

 private:
  const std::vector<Topology::Node>& nodes() const { return topology_.nodes; }
  const std::vector<int>& producers(int effect) const { return topology_.effects[effect].by; }

  using Colours = std::vector<boost::default_color_type>;
  static bool is_reached(const Colours& colours, int vertex) {
    return colours[vertex] != boost::color_traits<boost::default_color_type>::white();
  }

  /// The parts that are reached where this broker is down, with its topics.
  Colours reached_without(int without) const {
    const auto graph = graph_of<Directed>(topology_, [&](const auto& edge) {
      const auto broker = broker_.find(edge.to);
      return edge.need != Topology::Need::stands &&
             (without < 0 || broker == broker_.end() || broker->second != without);
    });
    Colours colours(nodes_);
    const auto index = boost::get(boost::vertex_index, graph);
    const auto map = boost::make_iterator_property_map(colours.begin(), index);
    boost::depth_first_visit(graph, static_cast<std::size_t>(client_), boost::dfs_visitor<>(), map);
    return colours;
  }

  bool leads_to(int effect, int without) const {
    const auto colours = reached_without(without);
    return std::ranges::any_of(producers(effect),
                               [&](int producer) { return is_reached(colours, producer); });
  }

  std::vector<int> dominators(int effect) const {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> graph(nodes_ + 1);
    const auto colours = reached_without(-1);
    for (const auto& edge : topology_.edges)
      if (edge.need != Topology::Need::stands && is_reached(colours, edge.from))
        boost::add_edge(edge.from, edge.to, graph);
    for (const int producer : producers(effect))
      if (is_reached(colours, producer)) boost::add_edge(producer, nodes_, graph);
    const auto nobody = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> dominator(nodes_ + 1, nobody);
    const auto index = boost::get(boost::vertex_index, graph);
    boost::lengauer_tarjan_dominator_tree(
        graph, static_cast<std::size_t>(client_),
        boost::make_iterator_property_map(dominator.begin(), index));
    std::vector<int> passed;
    for (auto at = dominator[nodes_]; at != nobody && static_cast<int>(at) != client_;
         at = dominator[at]) {
      if (const auto on = broker_.find(static_cast<int>(at)); on != broker_.end())
        passed.push_back(on->second);
      passed.push_back(static_cast<int>(at));
    }
    std::ranges::reverse(passed);
    return passed;
  }

  /// Each part is two vertices, 2 i and 2 i + 1, with a capacity of one between them.
  std::vector<int> smallest_cut(int effect) const {
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
    using Residual = boost::property<boost::edge_residual_capacity_t, long>;
    using Reverse = boost::property<boost::edge_reverse_t, Traits::edge_descriptor, Residual>;
    using Capacity = boost::property<boost::edge_capacity_t, long, Reverse>;
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Capacity>
        graph(2 * nodes_ + 1);
    const auto way_in = [](int node) { return 2 * static_cast<std::size_t>(node); };
    const auto way_out = [&](int node) { return way_in(node) + 1; };
    const auto add = [&](std::size_t from, std::size_t to, long capacity) {
      const auto there = boost::add_edge(from, to, Capacity(capacity), graph).first;
      const auto back = boost::add_edge(to, from, Capacity(0), graph).first;
      boost::put(boost::edge_reverse, graph, there, back);
      boost::put(boost::edge_reverse, graph, back, there);
    };
    const auto unlimited = static_cast<long>(nodes_ + 1);
    for (int node = 0; node < static_cast<int>(nodes_); ++node)
      add(way_in(node), way_out(node), node == client_ ? unlimited : 1);
    for (const auto& edge : topology_.edges)
      if (edge.need != Topology::Need::stands) add(way_out(edge.from), way_in(edge.to), unlimited);
    for (const int producer : producers(effect)) add(way_out(producer), 2 * nodes_, unlimited);
    Colours colours(2 * nodes_ + 1);
    std::vector<Traits::edge_descriptor> found_by(2 * nodes_ + 1);
    boost::edmonds_karp_max_flow(graph, way_in(client_), 2 * nodes_,
                                 boost::color_map(colours.data()).predecessor_map(found_by.data()));
    std::vector<int> cut;
    for (int i = 0; i < static_cast<int>(nodes_); ++i)
      if (is_reached(colours, 2 * i) && !is_reached(colours, 2 * i + 1)) cut.push_back(i);
    return cut;
  }

  const Topology& topology_;
  int client_;
  std::size_t nodes_;
  std::map<int, int> broker_;  ///< of topics
};

}  // namespace

std::vector<EffectPaths> effect_paths_of(const Topology& topology) {
  const Ways ways(topology);
  std::vector<EffectPaths> all;
  for (int effect = 0; effect < std::ssize(topology.effects); ++effect)
    all.push_back(ways.to(effect));
  return all;
}

}  // namespace faultline
