#pragma once

#include <string>
#include <vector>

#include "analysis/graph/topology.hpp"

namespace faultline {

/// How closely what the clients of a design ask for hangs on its parts, read off the wiring; of
/// several entry operations the one that is worst off.
struct EntryCoupling {
  std::vector<std::string> longest_chain;  ///< of blocking calls, the client first
  std::vector<std::string> must_be_up;     ///< services without which an entry fails
  double availability_bound = 1;           ///< of an entry, as TopologyReport says it
  double worst_loss = 0;                   ///< share of operations that one part takes with it
  std::vector<std::string> worst_parts;    ///< which do; none where no loss takes anything
  double mean_blast_radius = 0;            ///< share of operations, averaged over the losses
  std::vector<std::string> shared_stores;  ///< that others than their owners ask
  int services_in_path = 0;                ///< an entry asks, optional ones included
  int event_edges = 0;                     ///< publishing and delivering

  /// Number of blocking hops one behind the other.
  std::size_t hops() const { return longest_chain.empty() ? 0 : longest_chain.size() - 1; }
};

EntryCoupling coupling_of(const Topology& topology);

/// The share of the operations that go when this part is down; no value (NaN) for one that the
/// design has not got.
double loss_of(const Topology& topology, const std::string& part);

}  // namespace faultline
