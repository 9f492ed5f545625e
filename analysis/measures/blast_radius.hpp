#pragma once

#include <span>
#include <vector>

#include "analysis/estimates/buckets.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Share of the operations that some fault pulled out of their steady state.
///
/// `goodput[operation]` is, bucket by bucket, the operation's usable ends of attempts per second.
/// The steady state is the whole buckets of [warm, first fault). An operation is affected if in the
/// n whole buckets of some fault's window
///   mean during < mean steady - max(3 deviations / sqrt(n), 0.05 mean steady).
/// Operations without steady traffic are left out. No value (NaN) without a fault that covers a
/// bucket, without steady state (fewer than 5 buckets), or with no operation left.
double blast_radius(const RunFrame& frame, const Buckets& buckets,
                    std::span<const std::vector<double>> goodput);

/// The same of each fault alone, by fault.
std::vector<double> blast_radii(const RunFrame& frame, const Buckets& buckets,
                                std::span<const std::vector<double>> goodput);

}  // namespace faultline
