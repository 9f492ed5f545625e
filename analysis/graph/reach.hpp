#pragma once

#include <utility>
#include <vector>

#include "analysis/graph/bit_table.hpp"

namespace faultline {

/// A directed graph as its edges alone.
struct Arcs {
  int vertices = 0;
  std::vector<std::pair<int, int>> list;
};

/// Its strongly connected components: the number of each vertex's. An arc between two components
/// leads to the one with the lower number.
struct Components {
  std::vector<int> of;
  int count = 0;
};
Components components_of(const Arcs& arcs);

/// What each vertex reaches, itself included, of what vertices have by themselves: one row for
/// each component. It takes O(arcs x columns / 64), cycles or not.
struct Reach {
  Components components;
  BitTable rows;

  std::size_t row_of(int vertex) const {
    return static_cast<std::size_t>(components.of[static_cast<std::size_t>(vertex)]);
  }
};

/// `own` has one row for each vertex.
Reach reached(const Arcs& arcs, const BitTable& own, std::size_t columns);

}  // namespace faultline
