#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/verdicts/counterfactual.hpp"
#include "lab/running/runs.hpp"

namespace faultline {

/// What experiments without faults say of one design.
struct DesignProofs {
  struct OfFault {
    std::size_t fault;  ///< index in RunFrame::faults
    Proof proof;
  };
  std::vector<OfFault> faults;
  Estimate failed_without_any;  ///< share of the requests that fail without any fault
};

/// Runs the experiment again, without these faults, and keeps the fates of the requests.
using RunWithout = std::function<Runs(const std::vector<std::size_t>& faults)>;

/// How many faults are left out together (all of the scenario, or none), and which by themselves.
struct FaultsToProve {
  std::size_t all;
  std::vector<std::size_t> alone;
};

/// By design, against `with`, in which all faults happen and which has as many replications, or
/// more. Nothing where the user stopped it.
std::optional<std::vector<DesignProofs>> prove(const Runs& with, const FaultsToProve& faults,
                                               const RunWithout& run);

}  // namespace faultline
