#pragma once

#include <array>

#include "analysis/measures/measures.hpp"

namespace faultline {

/// What a reader wants to know first of a design.
inline constexpr auto chief_measures = std::to_array({measure_index("availability"),
                                                      measure_index("degraded"),
                                                      measure_index("goodput_per_s"),
                                                      measure_index("time_to_recover_s"),
                                                      measure_index("blast_radius"),
                                                      measure_index("response_mean_s"),
                                                      measure_index("response_p99_s"),
                                                      measure_index("completion"),
                                                      measure_index("consistency_p99_s"),
                                                      measure_index("staleness_p99_s"),
                                                      measure_index("lost"),
                                                      measure_index("amplification"),
                                                      measure_index("wasted_work"),
                                                      measure_index("backlog_max"),
                                                      measure_index("spans_per_request"),
                                                      measure_index("trace_joins"),
                                                      measure_index("deployments_per_d"),
                                                      measure_index("lead_time_p50_d"),
                                                      measure_index("change_failure_rate"),
                                                      measure_index("independent_deployability")});

}  // namespace faultline
