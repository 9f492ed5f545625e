#include "analysis/graph/topology_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <iterator>

namespace faultline {

namespace {

using Part = Topology::Part;
using Directed = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Undirected = boost::adjacency_list<boost::setS, boost::vecS, boost::undirectedS>;

template <class Graph, class Wanted>
Graph graph_of(const Topology& topology, Wanted wanted) {
  Graph graph(topology.nodes.size());
  for (const auto& edge : topology.edges)
    if (wanted(edge)) boost::add_edge(edge.from, edge.to, graph);
  return graph;
}

bool any(const Topology::Edge&) { return true; }
bool waits(const Topology::Edge& edge) {
  return edge.need == Topology::Need::blocking || edge.need == Topology::Need::optional;
}
bool between_two(const Topology::Edge& edge) {
  return edge.from != edge.to && edge.need != Topology::Need::stands;
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

std::vector<std::vector<int>> cycles_of(const Topology& topology) {
  const auto graph = graph_of<Directed>(topology, any);
  std::vector<int> component(topology.nodes.size());
  const auto index = boost::get(boost::vertex_index, graph);
  const auto count =
      boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index));
  std::vector<std::vector<int>> cycles(count);
  for (int node = 0; node < static_cast<int>(component.size()); ++node)
    cycles[component[node]].push_back(node);
  std::erase_if(cycles, [](const auto& members) { return members.size() < 2; });
  std::sort(cycles.begin(), cycles.end());
  return cycles;
}

std::vector<int> articulation_points_of(const Topology& topology) {
  const auto graph = graph_of<Undirected>(topology, between_two);
  std::vector<std::size_t> found;
  boost::articulation_points(graph, std::back_inserter(found));
  std::erase_if(found, [&](auto node) { return topology.nodes[node].part == Part::client; });
  std::sort(found.begin(), found.end());
  return {found.begin(), found.end()};
}

std::vector<int> longest_chain_of(const Topology& topology) {
  const auto client = std::find_if(topology.nodes.begin(), topology.nodes.end(),
                                   [](auto& node) { return node.part == Part::client; });
  if (client == topology.nodes.end()) return {};
  const auto graph = graph_of<Directed>(topology, waits);
  const auto start = client - topology.nodes.begin();
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

}  // namespace faultline
