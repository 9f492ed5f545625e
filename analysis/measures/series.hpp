#pragma once

#include <array>
#include <string_view>

#include "analysis/measures/tally.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// The columns of a run's course over time. All but the last two are of the transactions that
/// arrived in the bucket; response and consistency only of those accepted. NaN: nothing to measure.
inline constexpr auto series_columns = std::to_array<std::string_view>({
    "time_s",             // start of the bucket
    "asked_per_s",        // transactions that arrived
    "availability",       // share given a usable answer
    "goodput_per_s",      // given a usable answer within the deadline
    "response_mean_s",    // arrival to answer
    "response_p50_s",     // the same, median
    "response_p99_s",     // the same, 99 %
    "consistency_p99_s",  // answer to last required effect, of those that completed
    "completed_per_s",    // transactions whose last required effect happened in the bucket
    "backlog",            // length of all queues together at the bucket's last sample
});

/// One bucket's values, in the order of `series_columns`.
using SeriesRow = std::array<double, series_columns.size()>;

/// From what was counted in the bucket [from, to).
SeriesRow series_row(Time from, Time to, const Tally& tally);

}  // namespace faultline
