#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/engine/time.hpp"
#include "sim/records/activity.hpp"

namespace faultline {

/// The pieces of a response time so far, in the order in which they ended. Together they are as
/// long as the time that they stand for.
class Trail {
 public:
  /// How far it had come at an instant.
  struct Mark {
    std::size_t pieces = 0;
    Duration total{};
  };

  void add(const TimePiece& piece) {
    if (piece.span <= Duration::zero()) return;
    pieces_.push_back(piece);
    total_ += piece.span;
  }
  Mark mark() const { return {pieces_.size(), total_}; }
  Duration since(const Mark& mark) const { return total_ - mark.total; }

  /// One piece instead of all that has come since.
  void replace(const Mark& mark, const TimePiece& piece) {
    pieces_.resize(mark.pieces);
    total_ = mark.total;
    add(piece);
  }
  void join(const Trail& other) {
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
    total_ += other.total_;
  }
  void clear() {
    pieces_.clear();
    total_ = Duration::zero();
  }
  std::span<const TimePiece> pieces() const { return pieces_; }

 private:
  std::vector<TimePiece> pieces_;
  Duration total_{};
};

}  // namespace faultline
