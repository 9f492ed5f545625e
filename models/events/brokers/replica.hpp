#pragma once

#include <optional>

#include "models/instances/instance.hpp"

namespace faultline {

/// A node's copy of a partition.
struct Replica {
  Instance* node;
  int losses = 0;  ///< faults that keep this copy away from its node
  bool in_sync = true;
  std::uint64_t had = 0;              ///< out of sync: it had the events before this place
  std::optional<Time> copying_since;  ///< from the leader, on from there
  std::uint64_t absences = 0;         ///< how often it fell out of sync, or stopped to copy

  bool up() const { return losses == 0 && node->responds(); }
};

}  // namespace faultline
