#include "analysis/graph/reach.hpp"

#include <algorithm>

namespace faultline {

Reach reached(const Arcs& arcs, const BitTable& own, std::size_t columns) {
  auto components = components_of(arcs);
  BitTable rows(static_cast<std::size_t>(components.count), columns);
  for (int vertex = 0; vertex < arcs.vertices; ++vertex)
    rows.merge(static_cast<std::size_t>(components.of[vertex]), own,
               static_cast<std::size_t>(vertex));
  std::vector<std::pair<int, int>> between;
  for (const auto& [from, to] : arcs.list)
    if (components.of[from] != components.of[to])
      between.emplace_back(components.of[from], components.of[to]);
  std::ranges::sort(between);
  between.erase(std::ranges::unique(between).begin(), between.end());
  for (const auto& [from, to] : between)
    rows.merge(static_cast<std::size_t>(from), rows, static_cast<std::size_t>(to));
  return {std::move(components), std::move(rows)};
}

}  // namespace faultline
