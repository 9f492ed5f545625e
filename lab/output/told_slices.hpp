#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// A window or a class that is told of by itself, and its index in all that is measured.
struct ToldSlice {
  std::string heading;
  std::size_t slice;
};

/// Faults that strike together are told of once, and what lies before the first one, too.
std::vector<ToldSlice> told_slices(const RunFrame& frame);

/// The measures that are told of each slice.
inline constexpr auto slice_measures =
    std::to_array({measure_index("availability"), measure_index("goodput_per_s"),
                   measure_index("response_p99_s")});

}  // namespace faultline
