#pragma once

#include <cstddef>
#include <vector>

#include "analysis/estimates/buckets.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// A run's time cut at the edge of every bucket, of every window that is measured by itself, and of
/// every window in which the hypothesis is checked.
///
/// Each record falls into exactly one piece; a window and a bucket are whole pieces added up, exact
/// to the nanosecond, and a further window costs nothing while the run goes on. The last piece is
/// the drain, all that comes at or after `length`.
class Timeline {
 public:
  using Range = Buckets::Range;

  explicit Timeline(const RunFrame& frame);

  const Buckets& buckets() const { return buckets_; }
  std::size_t pieces() const { return starts_.size(); }
  std::size_t drain() const { return starts_.size() - 1; }

  /// The piece that holds an instant of the run, or the drain for any later one.
  /// Records come in the order of time, so that it is mostly the piece that was asked for last.
  std::size_t piece_of(Time instant) const {
    if (!in_last_piece(instant)) last_ = find(instant);
    return last_.number;
  }

  /// Whether an instant lies in the piece that was asked for last.
  bool in_last_piece(Time instant) const { return instant >= last_.from && instant < last_.to; }

  /// The pieces of [from, to), which are edges of windows or buckets, as far as `length`.
  Range pieces_of(Time from, Time to) const { return {piece_at(from), piece_at(to)}; }

  Range pieces_of_bucket(std::size_t bucket) const {
    return {first_piece_[bucket], first_piece_[bucket + 1]};
  }

 private:
  struct Piece {
    Time from;
    Time to;
    std::size_t number;
  };

  Piece find(Time instant) const;
  std::size_t piece_at(Time edge) const;

  Buckets buckets_;
  std::vector<Time> starts_;              ///< of the pieces, in order
  std::vector<std::size_t> first_piece_;  ///< of each bucket, then the drain
  mutable Piece last_{end_of_time, end_of_time, 0};
};

}  // namespace faultline
