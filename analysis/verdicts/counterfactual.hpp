#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/inside/fates.hpp"

namespace faultline {

/// What a fault is to blame for, by experiment: the same requests with the same random draws, once
/// with the fault and once without it. A request that fails with it and not without it failed
/// because of it. All but the last are shares of the measured requests that were answered.
struct Proof {
  Estimate failed;          ///< with all faults
  Estimate failed_without;  ///< without this one
  Estimate because;         ///< failed with it and not without it
  Estimate blamed;          ///< failed, and the cause chain ends at it
  /// Share of the failures in which both agree: the chain ends at the fault and the request does
  /// not fail without it, or neither.
  Estimate agreement;
};

/// `with` and `without`: by replication, in the same order. `fault` is its number in the scenario.
Proof prove(std::span<const Fates> with, std::span<const Fates> without, std::size_t fault);

/// Share of the requests that fail, by replication.
Estimate failed_share(std::span<const Fates> runs);

}  // namespace faultline
