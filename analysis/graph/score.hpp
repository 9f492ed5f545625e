#pragma once

#include <array>

#include "sim/records/coupling_graph.hpp"

namespace faultline {

/// How much of a monolith a design is in one kind of coupling.
struct KindScore {
  CouplingGraph::Kind kind;
  double weight;           ///< in the whole score
  std::int64_t pairs = 0;  ///< of services that are coupled
  double score = 0;        ///< pairs / all pairs, 0 to 1; NaN: the scenario does not say
  bool exact = true;       ///< false: at least so much, for a graph that is too large
  int edges = 0;

  /// What contributes most: the edge (index in CouplingGraph::edges) without which, and without
  /// those that join the same two parts in the same way, the whole score is `drop` less. -1: none,
  /// or there are too many edges to leave out each.
  int strongest = -1;
  double drop = 0;

  double contribution() const { return score > 0 ? weight * score : 0; }
};

/// How much of a monolith a design is, 0 (each service by itself) to 1 (one program in pieces):
///
///   score = sum over kinds k of w_k s_k,   s_k = coupled pairs / (n (n - 1) / 2),
///
/// n being the services of the design, and two of them coupled
///   temporal    where some operation fails if either is down (w = 0.3): both are reached from it
///               along temporal edges,
///   data        where they use the same store (0.25),
///   deployment  where they are joined by deployment edges, directly or through others (0.25),
///   format      where they use the same contract (0.1),
///   spatial     where one knows the other's address (0.1).
/// A kind of which the scenario says nothing contributes 0. To take an edge away never raises the
/// score, as n stays and no pair becomes coupled. The weights are a convention: what stops or
/// delays other teams most weighs most. Ignored: how much of the load an edge carries.
struct MonolithScore {
  double score = 0;
  std::int64_t all_pairs = 0;
  std::array<KindScore, 5> kinds;  ///< in the order of CouplingGraph::Kind
  bool exact = true;
};

MonolithScore monolith_score_of(const CouplingGraph& graph);

}  // namespace faultline
