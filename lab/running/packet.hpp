#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/inside/candidates.hpp"
#include "analysis/inside/fates.hpp"
#include "analysis/measures/summary.hpp"

namespace faultline {

/// What one run of one design comes to.
struct RunResult {
  RunSummary summary;
  std::uint64_t events = 0;  ///< that the calendar fired
  Fates fates = {};          ///< where they were wanted
  Offer offer = {};          ///< where it was wanted
};

/// The result as bytes for a pipe between two processes of one machine; `from_bytes` gives back the
/// same bits.
std::vector<std::byte> to_bytes(const RunResult& result);

/// Nothing else than what to_bytes gave may be read: whoever wrote it has ended well.
RunResult from_bytes(std::span<const std::byte> bytes);

}  // namespace faultline
