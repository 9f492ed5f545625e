#pragma once

#include <cstdint>

#include "sim/engine/time.hpp"

namespace faultline {

/// The order of an event: its time, then its scheduling number; the slot is stored beside them. 36
/// bits of number and 28 bits of slot share a word, so that four keys fill a cache line.
class EventKey {
 public:
  static constexpr int slot_bits = 28;
  static constexpr std::uint32_t most_slots = std::uint32_t{1} << slot_bits;
  static constexpr std::uint64_t most_numbers = std::uint64_t{1} << 36;

  EventKey() = default;
  EventKey(Time time, std::uint64_t number, std::uint32_t slot)
      : order_(static_cast<__int128>(time.time_since_epoch().count()) << 64 |
               (number << slot_bits | slot)) {}

  /// Greater than the key of every event.
  static EventKey last() { return {end_of_time, most_numbers - 1, most_slots - 1}; }

  /// The smaller of both.
  static EventKey smaller(EventKey a, EventKey b) {
    a.order_ = b.order_ < a.order_ ? b.order_ : a.order_;
    return a;
  }

  Time time() const { return Time{Duration{static_cast<std::int64_t>(order_ >> 64)}}; }
  std::uint64_t number() const { return static_cast<std::uint64_t>(order_) >> slot_bits; }
  std::uint32_t slot() const { return static_cast<std::uint32_t>(order_) & (most_slots - 1); }

  friend bool operator<(EventKey a, EventKey b) { return a.order_ < b.order_; }
  friend bool operator==(EventKey a, EventKey b) = default;

 private:
  __int128 order_ = 0;
};

}  // namespace faultline
