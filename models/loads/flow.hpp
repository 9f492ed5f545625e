#pragma once

#include <utility>
#include <vector>

namespace faultline {

/// The vertices of a directed graph so that arcs lead forward; those in a circle and behind one
/// come last.
struct Order {
  std::vector<int> vertices;
  int straight = 0;  ///< how many are before those
};
Order in_order(int vertices, const std::vector<std::pair<int, int>>& arcs);

/// A mean that may be known from below only.
struct Mean {
  double value = 0;
  bool exact = true;

  Mean& operator+=(const Mean& other) {
    value += other.value;
    exact = exact && other.exact;
    return *this;
  }
  /// Nothing times anything is nothing.
  friend Mean operator*(double factor, const Mean& mean) {
    return {factor == 0 || mean.value == 0 ? 0 : factor * mean.value, mean.exact};
  }
};

}  // namespace faultline
