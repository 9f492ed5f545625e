#include "analysis/measures/hypothesis.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/recovery.hpp"
#include "analysis/measures/steady_state.hpp"

namespace faultline {

namespace {

constexpr auto of_whole_runs = std::to_array<std::string_view>(
    {"time_to_recover_s", "collapsed", "blast_radius", "failed_by_fault", "cascade_depth",
     "sustained_s", "ended_with_fault", "temporal_coupling"});

constexpr auto of_publishers_and_groups = std::to_array<std::string_view>(
    {"publish_wait_p99_s", "publish_waits", "lag_max", "lag_p99_s", "rebuild_max_s"});

/// True for a fault of which something is measured.
bool is_measured(const Window& fault, const RunFrame& frame) {
  return takes_place(fault, frame) && fault.to > frame.warm;
}

/// Checks one run, window by window.
class HypothesisCheck {
 public:
  HypothesisCheck(const RunFrame& frame, const ProbeValue& value)
      : frame_(frame),
        hypothesis_(*frame.hypothesis),
        value_(value),
        phases_(hypothesis_phases(frame)),
        well_(hypothesis_.starts.size(), no_value),
        seen_well_(well_) {
    for (const auto& fault : frame.faults)
      if (is_measured(fault, frame)) begins_.push_back(fault.from);
    std::ranges::sort(begins_);
  }

  HypothesisRun run(const std::function<double(const Probe&)>& whole_run) {
    HypothesisRun found;
    for (const auto& probe : hypothesis_.probes) {
      auto& row = found.probes.emplace_back(probe_columns.size(), no_value);
      row[static_cast<int>(ProbeColumn::run)] = whole_run(probe);
      if (has_course(find_measure(probe.measure).value())) add_course(probe, row);
    }
    found.faults = faults();
    return found;
  }

 private:
  void add_course(const Probe& probe, std::vector<double>& row) {
    const auto& [before, during, after] = phases_;
    if (before) row[static_cast<int>(ProbeColumn::before)] = value_(probe, *before);
    if (after) row[static_cast<int>(ProbeColumn::after)] = value_(probe, *after);
    const bool seen = seen_by_clients(find_measure(probe.measure).value());
    double known = 0;
    double out = 0;
    for (std::size_t i = 0; i < hypothesis_.starts.size(); ++i) {
      const auto value = value_(probe, window(i));
      if (std::isnan(value)) continue;
      const bool tolerated = probe.tolerates(value);
      well_[i] = std::fmin(well_[i], tolerated);
      if (seen) seen_well_[i] = std::fmin(seen_well_[i], tolerated);
      if (!during || window(i).from < during->from || window(i).from >= during->to) continue;
      ++known;
      out += !tolerated;
      auto& lowest = row[static_cast<int>(ProbeColumn::lowest)];
      auto& highest = row[static_cast<int>(ProbeColumn::highest)];
      lowest = std::fmin(lowest, value);
      highest = std::fmax(highest, value);
    }
    row[static_cast<int>(ProbeColumn::windows_out)] = ratio(out, known);
  }

  std::vector<std::vector<double>> faults() const {
    const auto recovery = recovery_of(frame_, HealthCourse{hypothesis_.starts, well_, 1, 1});
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 0; i < frame_.faults.size(); ++i) {
      const auto& fault = frame_.faults[i];
      auto& row = rows.emplace_back(hypothesis_fault_columns.size(), no_value);
      if (!is_measured(fault, frame_)) continue;
      std::ranges::copy(recovery.faults[i], row.begin() + 2);
      const auto detected = time_to_detect(fault);
      row[0] = detected.value_or(no_value);
      row[1] = detected.has_value();
    }
    return rows;
  }

  std::optional<double> time_to_detect(const Window& fault) const {
    const auto next = std::ranges::upper_bound(begins_, fault.from);
    const auto until = next == begins_.end() ? frame_.length : std::min(*next, frame_.length);
    const auto first = std::ranges::lower_bound(hypothesis_.starts, fault.from);
    for (auto i = static_cast<std::size_t>(first - hypothesis_.starts.begin());
         i < hypothesis_.starts.size() && hypothesis_.starts[i] < until; ++i)
      if (seen_well_[i] == 0) return seconds(window(i).to - fault.from);
    return std::nullopt;
  }

  Window window(std::size_t i) const {
    const bool last = i + 1 == hypothesis_.starts.size();
    return {"", hypothesis_.starts[i], last ? frame_.length : hypothesis_.starts[i + 1]};
  }

  const RunFrame& frame_;
  const HypothesisFrame& hypothesis_;
  const ProbeValue& value_;
  HypothesisPhases phases_;
  std::vector<double> well_;       ///< by window: 1 where all probes were tolerated, 0 where not
  std::vector<Time> begins_;       ///< of the faults that strike, in order
  std::vector<double> seen_well_;  ///< the same of those that clients see
};

}  // namespace

HypothesisPhases hypothesis_phases(const RunFrame& frame) {
  auto first = frame.length;
  auto last = frame.warm;
  for (const auto& fault : frame.faults) {
    if (!takes_place(fault, frame)) continue;
    first = std::min(first, std::max(frame.warm, fault.from));
    last = std::max(last, std::min(fault.to, frame.length));
  }
  const auto phase = [](Time from, Time to) {
    return from < to ? std::optional(Window{"", from, to}) : std::nullopt;
  };
  const bool struck = first < frame.length;
  return {phase(frame.warm, first), phase(first, last),
          struck ? phase(last, frame.length) : std::nullopt};
}

bool has_course(std::size_t measure) {
  const auto group = measures[measure].group;
  return group != Measure::Group::observability && group != Measure::Group::delivery &&
         !among(of_whole_runs, measures[measure].key);
}

bool seen_by_clients(std::size_t measure) {
  return has_course(measure) && measures[measure].group != Measure::Group::cost &&
         !among(of_publishers_and_groups, measures[measure].key);
}

HypothesisRun check_hypothesis(const RunFrame& frame, const ProbeValue& value,
                               const std::function<double(const Probe&)>& whole_run) {
  return HypothesisCheck(frame, value).run(whole_run);
}

}  // namespace faultline
