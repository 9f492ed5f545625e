#pragma once

#include <cstdint>
#include <vector>

#include "sim/time.hpp"

namespace faultline {

/// The order of an event: its time, then its scheduling number; the slot rides along.
/// 36 bits of number and 28 of slot share a word, so that four keys fill a cache line.
class EventKey {
 public:
  static constexpr int slot_bits = 28;
  static constexpr std::uint64_t most_slots = std::uint64_t{1} << slot_bits;

  static constexpr std::uint64_t pack(std::uint64_t number, std::uint32_t slot) {
    return number << slot_bits | slot;
  }

  EventKey() = default;
  EventKey(Time time, std::uint64_t number, std::uint32_t slot)
      : EventKey(time, pack(number, slot)) {}
  EventKey(Time time, std::uint64_t packed) : time_(time), packed_(packed) {}

  Time time() const { return time_; }
  std::uint64_t packed() const { return packed_; }
  std::uint32_t slot() const { return static_cast<std::uint32_t>(packed_ & (most_slots - 1)); }

  friend bool operator<(const EventKey& a, const EventKey& b) { return a.order() < b.order(); }
  friend bool operator==(const EventKey& a, const EventKey& b) = default;

 private:
  unsigned __int128 order() const {
    const auto ticks = static_cast<std::uint64_t>(time_.time_since_epoch().count());
    return static_cast<unsigned __int128>(ticks) << 64 | packed_;
  }

  Time time_{};
  std::uint64_t packed_ = 0;
};

/// A 4-ary heap of event keys, smallest on top.
///
/// Taking the top leaves a hole that the next key to come in fills, since a fired event mostly
/// schedules one other: both then cost one walk down instead of a walk down and a walk up.
class EventHeap {
 public:
  bool empty() const { return keys_.size() == static_cast<std::size_t>(hole_); }
  std::size_t size() const { return keys_.size() - static_cast<std::size_t>(hole_); }

  const EventKey& top() {
    if (hole_) close_hole();
    return keys_.front();
  }

  void push(EventKey key) {
    if (hole_) {
      hole_ = false;
      sift_down(key);
    } else {
      sift_up(key);
    }
  }

  EventKey pop() {
    const auto least = top();
    hole_ = true;
    return least;
  }

 private:
  void close_hole() {
    hole_ = false;
    const auto last = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) sift_down(last);
  }

  void sift_up(EventKey key) {
    auto hole = keys_.size();
    keys_.push_back(key);
    while (hole > 0) {
      const auto parent = (hole - 1) / 4;
      if (!(key < keys_[parent])) break;
      keys_[hole] = keys_[parent];
      hole = parent;
    }
    keys_[hole] = key;
  }

  void sift_down(EventKey key) {
    auto* const keys = keys_.data();
    const auto size = keys_.size();
    std::size_t hole = 0;
    auto child = std::size_t{1};
    for (; child + 4 <= size; child = 4 * hole + 1) {
      const auto left = keys[child + 1] < keys[child] ? child + 1 : child;
      const auto right = keys[child + 3] < keys[child + 2] ? child + 3 : child + 2;
      const auto least = keys[right] < keys[left] ? right : left;
      if (!(keys[least] < key)) {
        keys[hole] = key;
        return;
      }
      keys[hole] = keys[least];
      hole = least;
    }
    sift_down_last(hole, child, key);
  }

  /// The lowest level may hold fewer than four children.
  void sift_down_last(std::size_t hole, std::size_t child, EventKey key) {
    auto least = child;
    for (auto other = child + 1; other < keys_.size(); ++other)
      if (keys_[other] < keys_[least]) least = other;
    if (least < keys_.size() && keys_[least] < key) {
      keys_[hole] = keys_[least];
      hole = least;
    }
    keys_[hole] = key;
  }

  std::vector<EventKey> keys_;
  bool hole_ = false;
};

}  // namespace faultline
