#pragma once

#include <array>

#include "analysis/measures/measure.hpp"

namespace faultline {

/// The measures of what it takes to observe a design: how large, how varied and how broken up its
/// traces are.
inline constexpr auto observability_measures = [] {
  using enum Measure::Group;
  using enum Measure::Unit;
  using enum Measure::Better;
  constexpr std::string_view no_sample =
      "no request was sampled, the value is wanted for a part of the run, or the inside was not "
      "recorded (\"--measures-only\")";
  return std::to_array<Measure>({
      {"spans_per_request", "Spans per request", observability, count, lower,
       "Mean number of spans that a tracing system would record of a request: its attempts at "
       "operations and stores, publications and processed events; over a sample of one in 64 "
       "requests, 2000 at most.",
       no_sample},
      {"parts_per_request", "Parts per request", observability, count, lower,
       "Mean number of parts that a request comes to, in the same sample.", no_sample},
      {"distinct_paths", "Distinct paths", observability, count, lower,
       "Number of ways that requests take: traces with different trees of spans, in the same "
       "sample.",
       no_sample},
      {"path_entropy", "Path entropy", observability, count, lower,
       "Entropy of the distribution of these ways, in bits: zero if all requests take the same "
       "one.",
       no_sample},
      {"unawaited_spans", "Unawaited spans", observability, share, lower,
       "Share of the spans that no caller waits for: processed events, and work that goes on after "
       "its caller has given up.",
       no_sample},
      {"trace_joins", "Trace joins", observability, count, lower,
       "Mean number of places in the trace of a request that have to be joined over a topic.",
       no_sample},
      {"spans_per_failure", "Spans per failure", observability, count, lower,
       "Mean number of spans that have to be correlated to explain one failed request.",
       "no request of the sample failed, or the inside was not recorded (\"--measures-only\")"},
      {"time_to_symptom_s", "Time to symptom", observability, seconds, neither,
       "Time from the beginning of a fault until a client first meets a failure by it; the mean "
       "over the faults that any client noticed.",
       "no client met a failure by a fault, the value is wanted for a part of the run, or causes "
       "were not recorded (\"--measures-only\")"},
  });
}();

}  // namespace faultline
