#include "analysis/measures/inside.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"

namespace faultline {

namespace {

void append(std::vector<std::vector<double>>& table, const TimeRows& rows) {
  for (const auto& row : rows) table.emplace_back(row.begin(), row.end());
}

}  // namespace

Inside::Inside(const RunFrame& frame, const Timeline& timeline)
    : frame_(frame),
      timeline_(timeline),
      slices_(timeline.pieces()),
      times_(1 + frame.slice_count(), TimeTally(frame.places.size())),
      causes_(1 + frame.slice_count(), frame.faults.size()),
      incomplete_(1 + frame.slice_count(), frame.faults.size()),
      observability_(frame) {
  const auto add = [&](std::size_t slice, Time from, Time to) {
    const auto pieces = timeline.pieces_of(from, to);
    for (auto piece = pieces.first; piece < pieces.last; ++piece) slices_[piece].push_back(slice);
  };
  add(0, frame.warm, frame.length);
  for (std::size_t i = 0; i < frame.windows.size(); ++i)
    add(frame.slice_of_window(i), frame.windows[i].from, frame.windows[i].to);
}

const Inside::Slices& Inside::with_class(const Slices& slices, std::uint32_t request_class) {
  found_ = slices;
  for (const auto slice : slices) found_.push_back(slice + frame_.slice_of_class(request_class));
  return found_;
}

void Inside::failure(const FailureRecord& record) {
  any_ = true;
  const auto& slices = slices_of(record.arrived, record.request_class);
  causes_.failure(record, frame_.asked.empty() ? 0 : frame_.asked[record.request_class], slices);
  if (fates_ && !slices.empty()) fates_->fails(record.id, record.chain);
}

void Inside::incomplete(const IncompleteRecord& record) {
  const auto& slices = slices_of(record.arrived, record.request_class);
  incomplete_.add(record.chain, slices);
  if (fates_ && !slices.empty()) fates_->fails(record.id, record.chain);
}

void Inside::add_to(RunSummary& summary) const {
  if (!any_) return;
  for (const auto& times : times_) append(summary.times, times.mean());
  for (const auto& times : times_)
    append(summary.slowest_times, times.mean_of_slowest(slowest_share));
  summary.causes = causes_.rows();
  summary.incomplete_causes = incomplete_.rows();
  for (std::size_t slice = 0; slice < summary.measures.size(); ++slice) {
    auto& values = summary.measures[slice];
    values[measure_index("failed_by_fault")] = causes_.share_by_fault(slice);
    values[measure_index("cascade_depth")] = causes_.mean_depth(slice);
    values[measure_index("ended_with_fault")] = causes_.share_with_fault(slice);
    values[measure_index("temporal_coupling")] =
        ratio(static_cast<double>(causes_.elsewhere(slice)), values[measure_index("requests")]);
  }
  auto& values = summary.measures.front();
  values[measure_index("sustained_s")] = longest_sustained();
  values[measure_index("time_to_symptom_s")] = time_to_symptom();
  const auto seen = observability_.result();
  values[measure_index("spans_per_request")] = seen.spans;
  values[measure_index("parts_per_request")] = seen.parts;
  values[measure_index("distinct_paths")] = seen.paths;
  values[measure_index("path_entropy")] = seen.path_entropy;
  values[measure_index("unawaited_spans")] = seen.unawaited;
  values[measure_index("trace_joins")] = seen.joins;
  values[measure_index("spans_per_failure")] = seen.spans_of_failed;
}

/// From the beginning of a fault to the first failure by it, the mean over the faults that any
/// client noticed.
double Inside::time_to_symptom() const {
  double sum = 0;
  double noticed = 0;
  for (std::size_t i = 0; i < frame_.faults.size(); ++i) {
    if (causes_.first_failure(i) == end_of_time) continue;
    sum += seconds(causes_.first_failure(i) - frame_.faults[i].from);
    ++noticed;
  }
  return ratio(sum, noticed);
}

/// The longest that clients met failures by a fault after it was over.
double Inside::longest_sustained() const {
  double longest = no_value;
  for (std::size_t i = 0; i < frame_.faults.size(); ++i) {
    const auto ends = frame_.faults[i].to;
    if (ends >= frame_.length) continue;
    longest = std::fmax(longest, std::max(0.0, seconds(causes_.last_failure(i) - ends)));
  }
  return longest;
}

}  // namespace faultline
