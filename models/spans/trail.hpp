#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "sim/engine/time.hpp"
#include "sim/records/activity.hpp"

namespace faultline {

/// The pieces of a response time so far, in the order in which they ended. Together they are as
/// long as the time that they stand for.
class Trail {
 public:
  /// How far it had come at an instant: its number of pieces.
  using Mark = std::uint32_t;

  Trail() = default;
  Trail(const Trail&) = delete;
  Trail& operator=(const Trail&) = delete;

  void add(const TimePiece& piece) {
    if (piece.span <= Duration::zero()) return;
    if (!has_room()) [[unlikely]]
      grow();
    append(piece);
  }
  bool has_room() const { return size_ < capacity_; }
  /// Where it has room.
  void append(const TimePiece& piece) { pieces_[size_++] = piece; }
  Mark mark() const { return size_; }
  Duration total() const {
    auto sum = Duration::zero();
    for (const auto& piece : pieces()) sum += piece.span;
    return sum;
  }

  /// One piece instead of all that has come since.
  void replace(Mark mark, const TimePiece& piece) {
    size_ = mark;
    add(piece);
  }
  void join(const Trail& other) {
    for (const auto& piece : other.pieces()) add(piece);
  }
  void clear() { size_ = 0; }
  std::span<const TimePiece> pieces() const { return {pieces_.get(), size_}; }

 private:
  void grow() {
    auto more = std::make_unique<TimePiece[]>(std::max(16U, 2 * capacity_));
    std::copy_n(pieces_.get(), size_, more.get());
    pieces_ = std::move(more);
    capacity_ = std::max(16U, 2 * capacity_);
  }

  std::unique_ptr<TimePiece[]> pieces_;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace faultline
