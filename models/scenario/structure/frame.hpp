#pragma once

#include "models/scenario/outline.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Of more faults than that only those that an expectation names are measured by themselves.
inline constexpr std::size_t most_faults_with_windows = 200;

/// What has to be known of a run of this design to read its records. For each fault there are the
/// windows "before NAME", "during NAME" and "after NAME", as far as the run holds them.
RunFrame frame_of(const Scenario& scenario, const std::string& design);

}  // namespace faultline
