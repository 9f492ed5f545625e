#include "analysis/course/edge_tally.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

EdgeTally::EdgeTally(std::size_t from, std::size_t to, const Buckets& buckets)
    : from_(from),
      to_(to),
      buckets_(buckets),
      values_(edge_course_columns.size() * buckets.count()),
      in_part_(buckets.count()),
      wholly_(buckets.count() + 1),
      first_failure_(buckets.count()),
      first_slow_(buckets.count()) {
  for (const auto column : {EdgeColumn::response_p50, EdgeColumn::response_p99})
    for (std::size_t bucket = 0; bucket < buckets.count(); ++bucket)
      values_[at(column, bucket)] = no_value;
}

void EdgeTally::add_unusual(const PassageRecord& record, CourseClock& clock) {
  const auto took = record.ended - record.started;
  check(took >= Duration::zero(), "an attempt ends after its start");
  if (record.started < clock.from()) began_before(record, clock);
  if (record.open) {
    under_way_ += took;
    return;
  }
  if (!usable(record.outcome)) return fail(record, clock);
  if (took > slowest_) slow(record, clock);
  add_usable(record, took);
}

/// It was under way in several buckets: in part in that of its start, wholly in those between.
void EdgeTally::began_before(const PassageRecord& record, const CourseClock& clock) {
  under_way_ -= clock.from() - record.started;
  if (!buckets_.covers(record.started)) return;
  const auto start = buckets_.of(record.started);
  in_part_[start] += buckets_.to(start) - record.started;
  ++wholly_[start + 1];
  --wholly_[clock.bucket()];
}

void EdgeTally::fail(const PassageRecord& record, CourseClock& clock) {
  retries_ += record.first ? 0 : 1;
  under_way_ += record.ended - record.started;
  ++failures_[record.moot ? moot : static_cast<std::size_t>(record.outcome)];
  if (record.moot || !noting_ || clock.bucket() == buckets_.count()) return;
  auto& first = first_failure_[clock.bucket()];
  if (record.ended < first.at) first = clock.note(record.ended);
}

void EdgeTally::slow(const PassageRecord& record, CourseClock& clock) {
  if (!noting_) {
    slowest_ = record.ended - record.started;
  } else if (clock.bucket() < buckets_.count()) {
    auto& first = first_slow_[clock.bucket()];
    if (record.ended < first.at) first = clock.note(record.ended);
  }
}

void EdgeTally::close_bucket(const CourseClock& clock) {
  const auto bucket = clock.bucket();
  if (bucket == buckets_.count()) return;
  const auto width_s = buckets_.width_s(bucket);
  const auto set_rate = [&](EdgeColumn column, std::uint64_t count) {
    values_[at(column, bucket)] = static_cast<double>(count) / width_s;
  };
  const auto failures = [&](Outcome outcome) { return failures_[static_cast<int>(outcome)]; };
  const auto failed = std::accumulate(std::begin(failures_), std::end(failures_), std::uint64_t{0});
  const auto response = response_.shape();
  set_rate(EdgeColumn::attempts, response.count + failed);
  set_rate(EdgeColumn::degraded, degraded_);
  set_rate(EdgeColumn::rejected, failures(Outcome::rejected));
  set_rate(EdgeColumn::timed_out, failures(Outcome::timed_out));
  set_rate(EdgeColumn::failed, failures(Outcome::failed));
  set_rate(EdgeColumn::overtaken, failures_[moot]);
  set_rate(EdgeColumn::retries, retries_);
  values_[at(EdgeColumn::response_p50, bucket)] = response.p50_s;
  values_[at(EdgeColumn::response_p99, bucket)] = response.p99_s;
  in_part_[bucket] += under_way_;
}

void EdgeTally::clear_bucket() {
  retries_ = degraded_ = 0;
  under_way_ = Duration::zero();
  std::ranges::fill(failures_, 0);
  response_.clear();
}

void EdgeTally::close() {
  std::int64_t wholly = 0;
  for (std::size_t bucket = 0; bucket < buckets_.count(); ++bucket) {
    wholly += wholly_[bucket];
    values_[at(EdgeColumn::in_flight, bucket)] =
        seconds(in_part_[bucket]) / buckets_.width_s(bucket) + static_cast<double>(wholly);
  }
}

}  // namespace faultline
