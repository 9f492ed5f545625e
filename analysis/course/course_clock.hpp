#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "analysis/estimates/buckets.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// The buckets of the course of the parts: those of the design's series, or several of them in one,
/// so that there are at most 600.
inline Buckets course_buckets(Time length) { return Buckets(length, 600); }

/// When something happened, and as which of those that are noted: so those of one instant have an
/// order too.
struct Note {
  Time at = end_of_time;
  std::uint64_t number = std::numeric_limits<std::uint64_t>::max();

  auto operator<=>(const Note&) const = default;
};

/// Which bucket of a run it is, as its attempts end one after the other.
class CourseClock {
 public:
  explicit CourseClock(Time length) : buckets_(course_buckets(length)) { enter(0); }

  const Buckets& buckets() const { return buckets_; }
  /// The present bucket; their number in the drain.
  std::size_t bucket() const { return bucket_; }
  Time from() const { return from_; }
  Time to() const { return to_; }

  Note note(Time at) { return {at, ++notes_}; }

  /// On to the bucket that holds a later instant.
  void move_to(Time instant) {
    enter(buckets_.covers(instant) ? buckets_.of(instant) : buckets_.count());
  }

 private:
  void enter(std::size_t bucket) {
    const bool drain = bucket == buckets_.count();
    bucket_ = bucket;
    from_ = drain ? buckets_.to(bucket - 1) : buckets_.from(bucket);
    to_ = drain ? end_of_time : buckets_.to(bucket);
  }

  Buckets buckets_;
  std::size_t bucket_ = 0;
  Time from_{};
  Time to_{};
  std::uint64_t notes_ = 0;
};

}  // namespace faultline
