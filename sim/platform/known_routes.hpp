#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// What lies between two hosts at the present instant.
struct Route {
  Duration latency{};             ///< one way: the sum over the links on the way
  double bytes_per_second{};      ///< of the narrowest link on the way; infinite within a host
  double nanoseconds_per_byte{};  ///< its inverse
  bool open = false;              ///< both hosts and every link on the way are up
};

/// The routes that messages have taken, by their two ends: few of all pairs of hosts exchange any.
/// A table with open addressing that is at most half full, in which a look-up mostly takes one
/// step. Knuth, The Art of Computer Programming 3, section 6.4 (linear probing).
class KnownRoutes {
 public:
  /// The route between the hosts of these numbers; `find()` finds one that is not known.
  template <class Find>
  const Route& at(std::uint32_t from, std::uint32_t to, Find find) {
    const auto key = (std::uint64_t{from} << 32 | to) + 1;
    auto slot = slot_of(key);
    while (slots_[slot].key != key) {
      if (slots_[slot].key == 0) [[unlikely]]
        return insert(key, find());
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slots_[slot].route;
  }

  void forget() {
    slots_.assign(fewest, Slot{});
    count_ = 0;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;  ///< 0: nothing stands here
    Route route{};
  };
  static constexpr std::size_t fewest = 16;

  std::size_t slot_of(std::uint64_t key) const {
    return (key * 0x9E3779B97F4A7C15u >> 32) & (slots_.size() - 1);
  }
  const Route& insert(std::uint64_t key, const Route& route) {
    if (2 * ++count_ > slots_.size()) grow();
    return put({key, route});
  }
  const Route& put(const Slot& added) {
    auto slot = slot_of(added.key);
    while (slots_[slot].key != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = added;
    return slots_[slot].route;
  }
  void grow() {
    const auto before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    for (const auto& slot : before)
      if (slot.key != 0) put(slot);
  }

  std::vector<Slot> slots_ = std::vector<Slot>(fewest);  ///< a power of two of them
  std::size_t count_ = 0;
};

}  // namespace faultline
