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

  /// After every key of an event.
  static EventKey last() { return {end_of_time, ~std::uint64_t{0}}; }

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
/// schedules one other: both then cost one walk down instead of a walk down and a walk up. Behind
/// the last key stand keys at the end of time, so that there are always four children to compare.
class EventHeap {
 public:
  bool empty() const { return size() == 0; }
  std::size_t size() const { return size_ - static_cast<std::size_t>(hole_); }

  /// The first key; without one, a key at the end of time.
  const EventKey& top() {
    if (hole_) close_hole();
    return keys_[0];
  }

  void push(EventKey key) {
    if (hole_) {
      hole_ = false;
      sift_down(key);
      return;
    }
    if (size_ + padding >= keys_.size()) keys_.resize(2 * keys_.size(), EventKey::last());
    sift_up(size_++, key);
  }

  /// Takes the top, which was looked at before.
  void take_top() { hole_ = true; }

 private:
  static constexpr std::size_t padding = 4;

  void close_hole() {
    hole_ = false;
    const auto last = keys_[--size_];
    keys_[size_] = EventKey::last();
    if (size_ > 0) sift_down(last);
  }

  void sift_up(std::size_t hole, EventKey key) {
    while (hole > 0) {
      const auto parent = (hole - 1) / 4;
      if (!(key < keys_[parent])) break;
      keys_[hole] = keys_[parent];
      hole = parent;
    }
    keys_[hole] = key;
  }

  void sift_down(EventKey key) {
    std::size_t hole = 0;
    for (auto child = std::size_t{1}; child < size_; child = 4 * hole + 1) {
      const auto* four = &keys_[child];
      const auto left = four[1] < four[0] ? 1 : 0;
      const auto right = four[3] < four[2] ? 3 : 2;
      const auto least = four[right] < four[left] ? right : left;
      if (!(four[least] < key)) break;
      keys_[hole] = four[least];
      hole = child + static_cast<std::size_t>(least);
    }
    keys_[hole] = key;
  }

  std::vector<EventKey> keys_ = std::vector<EventKey>(64, EventKey::last());
  std::size_t size_ = 0;
  bool hole_ = false;
};

}  // namespace faultline
