#pragma once

#include <functional>
#include <vector>

#include "lab/processes/process.hpp"

namespace faultline {

/// Pieces of work that do not hang on each other, each done in a process of its own.
struct ProcessPool {
  int jobs = 1;  ///< processes at once
  /// Told how many pieces are finished, whenever that changes.
  std::function<void(std::size_t)> tell = {};

  using Work = std::function<Process::Bytes(std::size_t piece)>;
  /// What each of so many pieces came to, in their order, which does not depend on `jobs`. Throws
  /// ScenarioError where a piece is refused, RunStarved, RunFailed, and Interrupted.
  std::vector<Process::Bytes> run(std::size_t pieces, const Work& work) const;
};

/// What one piece of work comes to in a process of its own, which is waited for. Throws as a pool
/// does, but for Interrupted.
Process::Bytes run_apart(const std::function<Process::Bytes()>& work);

}  // namespace faultline
