#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/course/course_clock.hpp"
#include "analysis/course/course_columns.hpp"
#include "analysis/estimates/dense_histogram.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// The attempts on one edge: what the present bucket holds, and the numbers of those before.
///
/// What is still under way when the run has ended was in flight until then, and is no attempt of
/// any outcome.
class EdgeTally {
 public:
  EdgeTally(std::size_t from, std::size_t to, const Buckets& buckets);

  /// One that ended in the present bucket of `clock`, or with the run.
  void add(const PassageRecord& record, CourseClock& clock) {
    const auto took = record.ended - record.started;
    if (record.started < clock.from() || !usable(record.outcome) || took > slowest_) [[unlikely]]
      return add_unusual(record, clock);
    add_usable(record, took);
  }

  /// The present bucket is over; `close_bucket` keeps its numbers, `clear_bucket` begins the next.
  void close_bucket(const CourseClock& clock);
  void clear_bucket();
  const DenseHistogram& response() const { return response_; }

  /// From and to: places, then operations.
  std::size_t from() const { return from_; }
  std::size_t to() const { return to_; }

  /// The run is over: what was in flight is known.
  void close();
  /// By column, then by bucket.
  const std::vector<double>& values() const { return values_; }
  double value(EdgeColumn column, std::size_t bucket) const { return values_[at(column, bucket)]; }

  void forget_slowest() { slowest_ = Duration::zero(); }
  /// From now on it is noted when attempts fail, or take longer than any did before.
  void struck() { noting_ = true; }
  Note first_failure(std::size_t bucket) const { return first_failure_[bucket]; }
  Note first_slow(std::size_t bucket) const { return first_slow_[bucket]; }

 private:
  std::size_t at(EdgeColumn column, std::size_t bucket) const {
    return static_cast<std::size_t>(column) * buckets_.count() + bucket;
  }
  void add_usable(const PassageRecord& record, Duration took) {
    retries_ += record.first ? 0 : 1;
    degraded_ += static_cast<std::uint64_t>(record.outcome);
    under_way_ += took;
    response_.add(took);
  }
  void add_unusual(const PassageRecord& record, CourseClock& clock);
  void began_before(const PassageRecord& record, const CourseClock& clock);
  void fail(const PassageRecord& record, CourseClock& clock);
  void slow(const PassageRecord& record, CourseClock& clock);

  static constexpr std::size_t moot = outcomes;

  // Of the present bucket:
  std::uint64_t retries_ = 0;
  std::uint64_t degraded_ = 0;
  Duration under_way_{};                 ///< while attempts that ended in it were under way in it
  Duration slowest_ = Duration::zero();  ///< usable, before the first fault
  DenseHistogram response_;
  std::uint64_t failures_[outcomes + 1] = {};

  std::size_t from_;
  std::size_t to_;
  const Buckets& buckets_;
  bool noting_ = false;
  std::vector<double> values_;
  std::vector<Duration> in_part_;     ///< by bucket: for how long attempts were in flight in it
  std::vector<std::int64_t> wholly_;  ///< by bucket: attempts in flight all the time, more than
                                      ///< in the bucket before
  std::vector<Note> first_failure_;   ///< by bucket
  std::vector<Note> first_slow_;      ///< by bucket
};

}  // namespace faultline
