#include "analysis/graph/score.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "analysis/graph/reach.hpp"

namespace faultline {

namespace {

using CouplingKind = CouplingGraph::Kind;
using Edges = std::vector<CouplingGraph::Edge>;

constexpr double weights[] = {0.3, 0.1, 0.25, 0.1, 0.25};
constexpr double most_bits = 1e9;  ///< of one table: 125 MB
constexpr double most_work = 3e7;  ///< to leave out each edge in turn, in steps

struct Pairs {
  std::int64_t count = 0;
  bool exact = true;
};

std::int64_t pairs_among(std::int64_t members) { return members * (members - 1) / 2; }

int service_of(const CouplingGraph& graph, int part) {
  return graph.parts[static_cast<std::size_t>(part)].service;
}

bool fits(double rows, const CouplingGraph& graph) { return rows * graph.services <= most_bits; }

/// Half of what the rows say of others than themselves.
Pairs pairs_in(const BitTable& coupled, const CouplingGraph& graph) {
  std::int64_t both = 0;
  for (int service = 0; service < graph.services; ++service)
    both += std::max<std::int64_t>(0, coupled.count(static_cast<std::size_t>(service)) - 1);
  return {both / 2};
}

Pairs joined_directly(const CouplingGraph& graph, const Edges& edges) {
  std::set<std::pair<int, int>> pairs;
  for (const auto& edge : edges) {
    const auto to = service_of(graph, edge.to);
    const auto from = service_of(graph, edge.from);
    if (from != to && to < graph.services) pairs.insert(std::minmax(from, to));
  }
  return {static_cast<std::int64_t>(pairs.size())};
}

/// What is reached from the same root, for each component: the union of what the roots above it
/// reach. Roots have the highest numbers.
BitTable reached_together(const Arcs& arcs, const Reach& reach, std::size_t columns) {
  BitTable together(static_cast<std::size_t>(reach.components.count), columns);
  std::vector<bool> is_below(static_cast<std::size_t>(reach.components.count));
  std::vector<std::pair<int, int>> down;
  for (const auto& [from, to] : arcs.list)
    if (reach.row_of(from) != reach.row_of(to))
      down.emplace_back(reach.components.of[from], reach.components.of[to]);
  std::ranges::sort(down, std::greater());
  for (const auto& [from, to] : down) is_below[to] = true;
  for (std::size_t i = 0; i < is_below.size(); ++i)
    if (!is_below[i]) together.merge(i, reach.rows, i);
  for (const auto& [from, to] : down)
    together.merge(static_cast<std::size_t>(to), together, static_cast<std::size_t>(from));
  return together;
}

Pairs up_together(const CouplingGraph& graph, const Edges& edges) {
  if (!fits(static_cast<double>(graph.parts.size()), graph)) {
    auto pairs = joined_directly(graph, edges);
    pairs.exact = false;
    return pairs;
  }
  const auto columns = static_cast<std::size_t>(graph.services);
  Arcs arcs{.vertices = static_cast<int>(graph.parts.size())};
  for (const auto& edge : edges) arcs.list.emplace_back(edge.from, edge.to);
  BitTable own(graph.parts.size(), columns);
  const auto is_of_service = [&](std::size_t part) {
    return graph.parts[part].service < graph.services;
  };
  for (std::size_t part = 0; part < graph.parts.size(); ++part)
    if (is_of_service(part)) own.set(part, static_cast<std::size_t>(graph.parts[part].service));
  const auto reach = reached(arcs, own, columns);
  const auto together = reached_together(arcs, reach, columns);
  BitTable coupled(columns, columns);
  for (std::size_t part = 0; part < graph.parts.size(); ++part)
    if (is_of_service(part))
      coupled.merge(static_cast<std::size_t>(graph.parts[part].service), together,
                    reach.row_of(static_cast<int>(part)));
  return pairs_in(coupled, graph);
}

/// Those who are joined to the same thing.
Pairs sharing(const CouplingGraph& graph, const Edges& edges) {
  std::map<int, std::set<int>> users;
  for (const auto& edge : edges) users[edge.to].insert(service_of(graph, edge.from));
  const auto columns = static_cast<std::size_t>(graph.services);
  Pairs greatest{.count = 0, .exact = false};
  for (const auto& [thing, services] : users)
    greatest.count = std::max(greatest.count, pairs_among(std::ssize(services)));
  if (!fits(graph.services, graph)) return greatest;
  BitTable coupled(columns, columns);
  BitTable group(users.size(), columns);
  std::size_t number = 0;
  for (const auto& [thing, services] : users) {
    for (const int service : services) group.set(number, static_cast<std::size_t>(service));
    for (const int service : services)
      coupled.merge(static_cast<std::size_t>(service), group, number);
    ++number;
  }
  return pairs_in(coupled, graph);
}

/// Those who are joined directly or through others.
Pairs shipped_together(const CouplingGraph& graph, const Edges& edges) {
  std::vector<int> leader(graph.parts.size());
  std::iota(leader.begin(), leader.end(), 0);
  const auto find = [&](int part) {
    while (leader[part] != part) part = leader[part] = leader[leader[part]];
    return part;
  };
  for (const auto& edge : edges) leader[find(service_of(graph, edge.from))] = find(edge.to);
  std::map<int, std::int64_t> sizes;
  for (int service = 0; service < graph.services; ++service) ++sizes[find(service)];
  Pairs pairs;
  for (const auto& [first, size] : sizes) pairs.count += pairs_among(size);
  return pairs;
}

Pairs pairs_of(CouplingKind kind, const CouplingGraph& graph, const Edges& edges) {
  switch (kind) {
    case CouplingKind::temporal:
      return up_together(graph, edges);
    case CouplingKind::spatial:
      return joined_directly(graph, edges);
    case CouplingKind::data:
    case CouplingKind::format:
      return sharing(graph, edges);
    case CouplingKind::deployment:
      break;
  }
  return shipped_together(graph, edges);
}

/// Leaves out, in turn, all edges that join the same two parts, and keeps the first of those
/// without which the fewest pairs are left.
void find_strongest(const CouplingGraph& graph, const Edges& edges, double of_pair,
                    KindScore& score) {
  std::map<std::pair<int, int>, int> links;
  for (int i = 0; i < static_cast<int>(graph.edges.size()); ++i) {
    const auto& edge = graph.edges[i];
    if (edge.kind == score.kind)
      links.try_emplace({service_of(graph, edge.from), service_of(graph, edge.to)}, i);
  }
  const auto words = score.kind == CouplingKind::temporal ? 1 + graph.services / 64 : 1;
  const auto size = static_cast<double>(graph.parts.size() + edges.size());
  if (static_cast<double>(links.size()) * size * words > most_work) return;
  auto fewest = score.pairs;
  std::map<int, std::pair<int, int>> in_order;
  for (const auto& [link, first] : links) in_order.emplace(first, link);
  for (const auto& [first, link] : in_order) {
    Edges others;
    for (const auto& edge : edges)
      if (std::pair(service_of(graph, edge.from), service_of(graph, edge.to)) != link)
        others.push_back(edge);
    const auto left = pairs_of(score.kind, graph, others).count;
    if (left >= fewest) continue;
    fewest = left;
    score.strongest = first;
  }
  score.drop = of_pair * static_cast<double>(score.pairs - fewest);
}

}  // namespace

MonolithScore monolith_score_of(const CouplingGraph& graph) {
  MonolithScore whole;
  whole.all_pairs = pairs_among(graph.services);
  for (std::size_t i = 0; i < whole.kinds.size(); ++i) {
    auto& score = whole.kinds[i];
    score = {.kind = static_cast<CouplingKind>(i), .weight = weights[i]};
    Edges edges;
    for (const auto& edge : graph.edges)
      if (edge.kind == score.kind) edges.push_back(edge);
    score.edges = static_cast<int>(edges.size());
    const auto pairs = pairs_of(score.kind, graph, edges);
    score.pairs = pairs.count;
    score.exact = pairs.exact;
    whole.exact = whole.exact && pairs.exact;
    const auto all = static_cast<double>(std::max<std::int64_t>(1, whole.all_pairs));
    score.score = static_cast<double>(pairs.count) / all;
    if (score.kind == CouplingKind::format && !graph.has_contracts)
      score.score = std::numeric_limits<double>::quiet_NaN();
    whole.score += score.contribution();
    if (score.pairs > 0) find_strongest(graph, edges, score.weight / all, score);
  }
  return whole;
}

}  // namespace faultline
