#pragma once

#include <vector>

#include "analysis/graph/reach.hpp"
#include "sim/records/topology.hpp"

namespace faultline {

/// How available an operation is at best: between these two, which are equal where it is exact.
struct Availability {
  double low = 0;
  double high = 1;
};

/// The parts that operations cannot do without.
struct Needed {
  Reach reach;          ///< of the operations, along what they wait for and need
  std::size_t columns;  ///< one for each node, and one more

  /// The last column: it takes one of several ways, or needs only some of several answers.
  std::size_t choices() const { return columns - 1; }
};
Needed needed_in(const Topology& topology);

/// The nodes that each operation asks, optional ones too, in as many columns.
Reach asked_in(const Topology& topology, std::size_t columns);

/// Of each operation, by index. Parts fail independently of each other. With the parts N that it
/// always needs, the others C that some way of it needs, and the probability p(x) that a request
/// succeeds where the state of C is x,
///   A = product of a(n) over N * sum over x of P(x) p(x).
/// The sum is taken by factoring: part by part of C, up and down, until p no longer depends on the
/// rest. Where that takes too long, what is left is bounded by all of it down and all of it up.
/// Source: Trivedi, "Probability and Statistics with Reliability, Queuing and Computer Science
/// Applications", 2nd ed., chapter 1; Satyanarayana, Chang, "Network reliability and the factoring
/// theorem", Networks 13, 1983.
std::vector<Availability> availabilities_of(const Topology& topology, const Needed& needed);

}  // namespace faultline
