#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// When a hypothesis is checked. A measure without a course over time is checked over the whole
/// run only.
struct HypothesisPhases {
  std::optional<Window> before;  ///< from the end of the warm-up to the first fault
  std::optional<Window> during;  ///< from there to the end of the last fault
  std::optional<Window> after;   ///< from there to the end of the run
};

/// Of a run without a fault only `before`. A phase that has no time is left out.
HypothesisPhases hypothesis_phases(const RunFrame& frame);

/// Whether the measure has a value in any part of a run; otherwise only the whole run has one.
bool has_course(std::size_t measure);

/// Whether a client can see its values from outside: it is of requests and their effects, not of
/// the parts that serve them.
bool seen_by_clients(std::size_t measure);

/// What is kept of each probe of one run; NaN where there is no value.
inline constexpr auto probe_columns = std::to_array<std::string_view>({
    "run",          // over the whole measured run
    "before",       // before the first fault
    "lowest",       // of any window of `during`
    "highest",      // likewise
    "after",        // after the last fault
    "windows_out",  // share of the windows of `during` in which it was out of its tolerance
});
enum class ProbeColumn { run, before, lowest, highest, after, windows_out };

/// What is kept of each fault of one run; NaN where it could not be judged.
///
/// Detected: between the fault's begin and the next one's, a probe that clients can see was out of
/// its tolerance in some window. The time to detect runs from the fault's begin (of one that comes
/// and goes: its first) to the end of the first such window, since nobody knows a window's value
/// before its end. A fault that is over before anything is measured is not judged.
/// The time to recover runs from the fault's end until all probes are within their tolerances in
/// every further window; never recovered: they were not when the run ended. Overlapping faults
/// follow the rules of `recovery_of`, of which this is another course: 1 for a window in which all
/// tolerances are kept, 0 for another, and one window is enough to tell.
inline constexpr auto hypothesis_fault_columns = std::to_array<std::string_view>(
    {"time_to_detect_s", "detected", "time_to_recover_s", "never_recovered"});

/// Whether the run was aborted (1 or 0), and when.
inline constexpr auto abort_columns = std::to_array<std::string_view>({"aborted", "aborted_at_s"});

struct HypothesisRun {
  std::vector<std::vector<double>> probes;  ///< by probe, then by `probe_columns`
  std::vector<std::vector<double>> faults;  ///< by fault, then by `hypothesis_fault_columns`
};

/// The value of a probe's measure in a part of the run.
using ProbeValue = std::function<double(const Probe& probe, const Window& window)>;

/// `frame` has a hypothesis; `whole_run` gives a probe's value over the whole measured run.
HypothesisRun check_hypothesis(const RunFrame& frame, const ProbeValue& value,
                               const std::function<double(const Probe&)>& whole_run);

}  // namespace faultline
