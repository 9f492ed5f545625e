#include "models/loads/flow.hpp"

namespace faultline {

Order in_order(int vertices, const std::vector<std::pair<int, int>>& arcs) {
  std::vector<std::vector<int>> next(static_cast<std::size_t>(vertices));
  std::vector<int> before(static_cast<std::size_t>(vertices));
  for (const auto& [from, to] : arcs) {
    next[from].push_back(to);
    ++before[to];
  }
  Order order;
  for (int vertex = 0; vertex < vertices; ++vertex)
    if (before[vertex] == 0) order.vertices.push_back(vertex);
  for (std::size_t i = 0; i < order.vertices.size(); ++i)
    for (const int to : next[order.vertices[i]])
      if (--before[to] == 0) order.vertices.push_back(to);
  order.straight = static_cast<int>(order.vertices.size());
  for (int vertex = 0; vertex < vertices; ++vertex)
    if (before[vertex] > 0) order.vertices.push_back(vertex);
  return order;
}

}  // namespace faultline
