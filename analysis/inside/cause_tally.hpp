#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

using CauseChain = std::vector<CauseLink>;

/// How many transactions each cause chain has, by slice of a run: of those that failed, or of those
/// that were accepted and are never complete.
///
/// There are as many chains as ways to fail; of more than `most` the further ones count by their
/// root alone.
class CauseTally {
 public:
  CauseTally(std::size_t slices, std::size_t faults)
      : slices_(slices),
        failures_(slices),
        first_failure_(faults, end_of_time),
        last_failure_(faults, start_of_run) {}

  void add(std::span<const CauseLink> chain, const std::vector<std::size_t>& slices);
  /// A client that asked the service at this place has met a failure.
  void failure(const FailureRecord& record, std::size_t asked,
               const std::vector<std::size_t>& slices);

  /// By chain: its links packed into numbers, and its failures by slice.
  std::vector<std::vector<double>> rows() const;

  /// Share of the failures of a slice whose root is a fault, active or over.
  double share_by_fault(std::size_t slice) const;
  /// Share of those that came while the fault was active.
  double share_with_fault(std::size_t slice) const;
  /// How many of the failures of a slice have their root at another part than the one asked.
  std::uint64_t elsewhere(std::size_t slice) const { return failures_[slice].elsewhere; }
  /// Mean number of links of the chains of a slice.
  double mean_depth(std::size_t slice) const;
  /// When a client first met a failure whose root is this fault; end_of_time: never.
  Time first_failure(std::size_t fault) const { return first_failure_[fault]; }
  /// When a client last met a failure whose root is this fault.
  Time last_failure(std::size_t fault) const { return last_failure_[fault]; }

 private:
  static constexpr std::size_t most = 400;

  struct Failures {
    std::uint64_t all = 0;
    std::uint64_t by_fault = 0;
    std::uint64_t by_active = 0;  ///< by a fault that was not over
    std::uint64_t links = 0;
    std::uint64_t elsewhere = 0;
  };

  std::vector<std::uint64_t>& counts_of(const CauseChain& chain);

  std::size_t slices_;
  std::map<CauseChain, std::vector<std::uint64_t>> counts_;
  std::vector<Failures> failures_;
  std::vector<Time> first_failure_;
  std::vector<Time> last_failure_;
};

/// A chain as numbers, its length first, and back.
std::vector<double> packed(const CauseChain& chain);
CauseChain unpacked_chain(const std::vector<double>& row);
/// How many numbers of a row its chain takes.
std::size_t packed_length(const std::vector<double>& row);

}  // namespace faultline
