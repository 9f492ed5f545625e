#pragma once

#include <vector>

#include "analysis/course/course_columns.hpp"
#include "analysis/estimates/buckets.hpp"
#include "analysis/estimates/ratio.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What was sampled of one part, bucket by bucket. A sample tells of the time before it, so that
/// one on an edge belongs to the bucket that ends there.
class PartSamples {
 public:
  explicit PartSamples(const Buckets& buckets) : buckets_(buckets), samples_(buckets.count()) {}

  void level(const LevelRecord& record) {
    auto* sum = before(record.sampled);
    if (!sum) return;
    sum->waiting.add(record.waiting);
    sum->used += record.used;
    sum->offered += record.offered;
    if (record.most_behind == LevelRecord::consumes_nothing) return;
    if (auto* now = at(record.sampled)) now->up.add(record.consumers);
  }

  void part(const PartRecord& record) {
    if (auto* sum = before(record.sampled)) sum->in_flight.add(record.in_flight);
    auto* sum = at(record.sampled);
    if (!sum) return;
    sum->up.add(record.up);
    sum->circuits += record.circuits;
    sum->open += record.open;
  }

  void lag(const LagRecord& record) {
    if (auto* sum = at(record.sampled)) sum->lag.add(record.lag.count());
  }

  double value(PartColumn column, std::size_t bucket) const;

 private:
  /// The mean of samples.
  struct Mean {
    std::int64_t sum = 0;
    std::int64_t count = 0;

    void add(std::int64_t value) {
      sum += value;
      ++count;
    }
    double value() const { return ratio(static_cast<double>(sum), static_cast<double>(count)); }
  };

  struct Sums {
    Mean in_flight;
    Mean waiting;
    Mean up;
    Mean lag;
    Duration used{};
    Duration offered{};
    std::int64_t circuits = 0;
    std::int64_t open = 0;
  };

  Sums* at(Time instant) {
    return buckets_.covers(instant) ? &samples_[buckets_.of(instant)] : nullptr;
  }
  Sums* before(Time instant) { return at(instant - Duration{1}); }

  const Buckets& buckets_;
  std::vector<Sums> samples_;
};

inline double PartSamples::value(PartColumn column, std::size_t bucket) const {
  const auto& sums = samples_[bucket];
  switch (column) {
    case PartColumn::in_flight:
      return sums.in_flight.value();
    case PartColumn::waiting:
      return sums.waiting.value();
    case PartColumn::utilisation:
      return ratio(seconds(sums.used), seconds(sums.offered));
    case PartColumn::instances_up:
      return sums.up.value();
    case PartColumn::breakers_open:
      return ratio(static_cast<double>(sums.open), static_cast<double>(sums.circuits));
    case PartColumn::lag:
      return sums.lag.value() / 1e9;
    default:
      return no_value;
  }
}

}  // namespace faultline
