#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/check.hpp"
#include "sim/engine/event_key.hpp"

namespace faultline {

/// Numbered slots for what events resume: an address, or 0 if the event was cancelled. The slot
/// released last is the next one taken. Slot 0 is never taken.
class EventSlots {
 public:
  std::uintptr_t& operator[](std::uint32_t slot) { return slots_[slot]; }

  std::uint32_t take(std::uintptr_t address) {
    if (free_ == 0) [[unlikely]]
      return take_new(address);
    const auto slot = static_cast<std::uint32_t>(free_);
    free_ = slots_[slot];
    slots_[slot] = address;
    return slot;
  }

  /// The contents of the slot, which is free from now on.
  std::uintptr_t give(std::uint32_t slot) {
    const auto address = slots_[slot];
    slots_[slot] = free_;
    free_ = slot;
    return address;
  }

 private:
  /// Rarely called, and kept apart so that scheduling an event need not save registers for it.
  [[gnu::noinline, clang::preserve_most]] std::uint32_t take_new(std::uintptr_t address) {
    check(slots_.size() < EventKey::most_slots, "at most 2^28 events are pending at once");
    slots_.push_back(address);
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }

  std::vector<std::uintptr_t> slots_ = std::vector<std::uintptr_t>(1);  ///< a free one: the next
  std::uintptr_t free_ = 0;                                             ///< 0: none
};

}  // namespace faultline
