#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/engine/event_key.hpp"

namespace faultline {

/// The pending events as a tournament: the key of each event is at the leaf of its slot, each node
/// above holds the smaller of the two below it, and the root holds the first event of all.
///
/// Adding or removing a key plays one match at each of the log2(leaves) levels above its leaf.
/// Which keys it meets depends only on its leaf and not on the results: no branch is mispredicted
/// and no load waits for another, which are the main costs of walking down a heap. Source: Knuth,
/// The Art of Computer Programming 3, section 5.4.1.
///
/// Taking the first event leaves its leaf vacant; the event that it usually schedules gets that
/// leaf, so that both together cost one walk. The tree grows with the slots and never shrinks.
class EventTree {
 public:
  /// The first key; without one, `EventKey::last()`.
  const EventKey& first() {
    if (vacant_ != 0) [[unlikely]] {
      play(vacant_, EventKey::last());
      vacant_ = 0;
    }
    return nodes_[1];
  }

  /// Takes the first key, which must have been read before.
  void take_first() { vacant_ = nodes_[1].slot(); }

  /// Most probably the first, once the first is gone: the smallest of what the upper three matches
  /// on its way left behind, which stands for seven eighths of the others.
  EventKey likely_second() const {
    const auto levels = std::bit_width(leaves_) - 1;
    const auto leaf = leaves_ + nodes_[1].slot();
    const auto beaten = [&](int level) { return nodes_[leaf >> (levels - level) ^ 1]; };
    return EventKey::smaller(beaten(1), EventKey::smaller(beaten(2), beaten(3)));
  }

  /// There are more of them than caches next to the processor hold frames.
  bool crowded() const { return leaves_ > 4096; }

  void put(EventKey key) {
    const auto slot = key.slot();
    if (slot >= leaves_) [[unlikely]]
      grow();
    if (slot == vacant_) vacant_ = 0;
    play(slot, key);
  }

 private:
  /// Nodes are addressed by their offset in bytes: two that meet differ by one key.
  void play(std::uint32_t slot, EventKey winner) {
    auto* const nodes = reinterpret_cast<std::byte*>(nodes_.data());
    const auto at = [&](std::size_t node) -> EventKey& {
      return *reinterpret_cast<EventKey*>(nodes + node);
    };
    auto node = (leaves_ + slot) * sizeof(EventKey);
    at(node) = winner;
    do {
      winner = EventKey::smaller(winner, at(node ^ sizeof(EventKey)));
      node = node / 2 & ~(sizeof(EventKey) - 1);
      at(node) = winner;
    } while (node > sizeof(EventKey));
  }

  /// Rarely called, and kept apart so that scheduling an event need not save registers for it.
  [[gnu::noinline, clang::preserve_most]] void grow() {
    std::vector<EventKey> taller(4 * leaves_, EventKey::last());
    std::copy(nodes_.begin() + static_cast<std::ptrdiff_t>(leaves_), nodes_.end(),
              taller.begin() + static_cast<std::ptrdiff_t>(2 * leaves_));
    leaves_ *= 2;
    for (auto node = leaves_ - 1; node > 0; --node)
      taller[node] = std::min(taller[2 * node], taller[2 * node + 1]);
    nodes_ = std::move(taller);
  }

  std::size_t leaves_ = 4;
  std::vector<EventKey> nodes_ = std::vector<EventKey>(2 * leaves_, EventKey::last());
  std::uint32_t vacant_ = 0;  ///< 0: none, since slot 0 holds no event
};

}  // namespace faultline
