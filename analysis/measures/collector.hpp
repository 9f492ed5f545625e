#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "analysis/course/course.hpp"
#include "analysis/inside/candidates.hpp"
#include "analysis/measures/delivery_tally.hpp"
#include "analysis/measures/event_books.hpp"
#include "analysis/measures/inside.hpp"
#include "analysis/measures/part_tally.hpp"
#include "analysis/measures/recovery.hpp"
#include "analysis/measures/strike_tally.hpp"
#include "analysis/measures/summary.hpp"
#include "analysis/measures/tally.hpp"
#include "analysis/measures/timeline.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Adds up a run's records as they come; keeps none of them, so that memory depends on the run's
/// length and the spread of its times, never on the number of requests.
class Collector final : public Recorder {
 public:
  /// `keeps_course`: that of the parts and edges, for which the run has to record its inside.
  explicit Collector(const RunFrame& frame, bool keeps_course = false);
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  /// About what it takes of memory in such a run.
  static double bytes_for(const RunFrame& frame);

  void transaction(const TransactionRecord& record) override;
  void attempt(const AttemptRecord& record) override;
  void work(const WorkRecord& record) override;
  void level(const LevelRecord& record) override;
  void look_up(const LookUpRecord& record) override;
  void incident(const IncidentRecord& record) override;
  void read(const ReadRecord& record) override;
  void lag(const LagRecord& record) override;
  void publish(const PublishRecord& record) override;
  void follow_up(const FollowUpRecord& record) override;
  void rebuild(const RebuildRecord& record) override;
  void topic(const TopicRecord& record) override;
  void subscription(const SubscriptionRecord& record) override;
  void answer(const AnswerRecord& record) override { inside_.answer(record); }
  void failure(const FailureRecord& record) override { inside_.failure(record); }
  void incomplete(const IncompleteRecord& record) override { inside_.incomplete(record); }
  void span(const SpanRecord& record) override { inside_.span(record); }
  void deployment(const DeploymentRecord& record) override { delivery_->deployment(record); }
  void change(const ChangeRecord& record) override { delivery_->change(record); }

  /// A fault with a condition lasts from the first of its strikes to the end of the last.
  void strike(const StrikeRecord& record) override;
  void recurrence(const RecurrenceRecord& record) override {
    auto& fault = frame_.faults[record.fault];
    fault = {fault.name, record.from, std::min(fault.to, record.to)};
  }
  /// What each fault was to last beyond that did not come about.
  void abort(const AbortRecord& record) override;

  /// From now on it keeps what becomes of each request.
  void keep_fates() { inside_.keep_fates(); }
  const std::optional<Fates>& fates() const { return inside_.fates(); }
  /// From now on it looks for requests that are worth tracing, with a share of 1 in `one_in`.
  void keep_offer(std::uint64_t one_in) { candidates_.emplace(frame_, one_in); }
  Offer offer() const { return candidates_ ? candidates_->offer() : Offer(); }
  void passage(const PassageRecord& record) override {
    if (course_) course_->passage(record);
  }
  void part(const PartRecord& record) override {
    if (course_) course_->part(record);
  }

  /// Of all records of the run.
  RunSummary summary() const;

 private:
  using Range = Timeline::Range;

  AttemptTally& attempts(Time instant, std::size_t operation) {
    return attempts_[timeline_.piece_of(instant) * operations() + operation];
  }
  std::size_t operations() const { return frame_.operations.size(); }
  using Tallies = std::vector<Tally>;  ///< by piece

  static Tally sum(const Tallies& tallies, Range pieces);
  AttemptTally sum(Range pieces, std::size_t operation) const;
  double amplification(Range pieces) const;
  double length_of(const Window& window) const;  ///< in seconds
  std::vector<double> slice(const Window& window) const;
  std::vector<double> slice(const Tallies& of_class, const Window& window) const;
  std::vector<double> whole_run(const Recovery& recovery) const;
  void add_hypothesis(RunSummary& summary) const;
  std::vector<std::vector<double>> series() const;
  std::vector<std::vector<double>> distributions() const;
  std::vector<double> healthy() const;
  std::vector<std::vector<double>> goodput() const;

  RunFrame frame_;
  Timeline timeline_;
  Inside inside_;
  Tallies tallies_;
  std::vector<AttemptTally> attempts_;  ///< by piece, its operations side by side
  std::vector<Tallies> classes_;        ///< of the requests of each class
  std::vector<PartTally> parts_;        ///< of the whole run
  BookTable topics_;                    ///< by topic
  BookTable subscriptions_;             ///< by subscription
  std::optional<DeliveryTally> delivery_;
  std::unique_ptr<PartsCourse> course_;  ///< null where it is not kept
  std::optional<Candidates> candidates_;
  std::vector<StrikeTally> strikes_;  ///< as RunFrame::conditional
  std::optional<Time> aborted_;
};

}  // namespace faultline
