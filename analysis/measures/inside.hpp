#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/inside/cause_tally.hpp"
#include "analysis/inside/fates.hpp"
#include "analysis/inside/observability.hpp"
#include "analysis/inside/time_tally.hpp"
#include "analysis/measures/summary.hpp"
#include "analysis/measures/timeline.hpp"

namespace faultline {

/// What is recorded inside a run, by slice: where the time of the answers went, and why requests
/// failed.
class Inside {
 public:
  Inside(const RunFrame& frame, const Timeline& timeline);

  void answer(const AnswerRecord& record) {
    any_ = true;
    const auto& slices = slices_of(record.arrived, record.request_class);
    for (const auto slice : slices) times_[slice].answer(record);
    if (fates_ && !slices.empty()) fates_->answer(record);
  }
  void failure(const FailureRecord& record);
  void incomplete(const IncompleteRecord& record);
  void span(const SpanRecord& record) { observability_.span(record); }

  void add_to(RunSummary& summary) const;

  /// From now on it keeps what becomes of each request.
  void keep_fates() { fates_.emplace(); }
  const std::optional<Fates>& fates() const { return fates_; }

 private:
  using Slices = std::vector<std::size_t>;

  const Slices& slices_of(Time arrived, std::uint32_t request_class) {
    const auto& slices = slices_[timeline_.piece_of(arrived)];
    return frame_.classes.empty() ? slices : with_class(slices, request_class);
  }
  /// A class has the same slices as the whole, further up.
  const Slices& with_class(const Slices& slices, std::uint32_t request_class);
  double longest_sustained() const;
  double time_to_symptom() const;

  const RunFrame& frame_;
  const Timeline& timeline_;
  std::vector<Slices> slices_;  ///< by piece of the timeline
  Slices found_;
  std::vector<TimeTally> times_;
  CauseTally causes_;
  CauseTally incomplete_;  ///< of accepted transactions that are never complete
  ObservabilityTally observability_;
  bool any_ = false;
  std::optional<Fates> fates_;
};

/// Share of the answers that are looked at by themselves, as the slowest.
inline constexpr double slowest_share = 0.01;

}  // namespace faultline
