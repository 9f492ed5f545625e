#pragma once

#include <optional>

#include "models/requests/blame.hpp"
#include "sim/engine/lane.hpp"
#include "sim/engine/task.hpp"
#include "sim/resources/slots.hpp"

namespace faultline {

/// How many may use something at once, how many wait for it, and how long.
struct RoomSettings {
  std::int64_t slots = 1;
  std::optional<std::int64_t> queue;  ///< nothing: as many as come
  std::optional<Duration> patience;   ///< nothing: as long as it takes
};

/// Slots with a waiting room of limited size and patience.
class WaitingRoom {
 public:
  WaitingRoom(Calendar& calendar, const RoomSettings& settings)
      : slots_(calendar, settings.slots), queue_(settings.queue) {
    if (settings.patience) patience_.emplace(calendar, *settings.patience);
  }

  void resize(std::int64_t slots, std::optional<std::int64_t> queue) {
    slots_.resize(slots);
    queue_ = queue;
  }
  Slots::Held try_acquire() { return slots_.try_acquire(); }
  bool full() const { return queue_ && slots_.waiting() >= *queue_; }

  /// The calls that its slots are taken by.
  Occupants& occupants() { return occupants_; }
  /// There is no slot for the call to `place`.
  Answer rejection(const Call& call, Symptom symptom, std::uint16_t place) const {
    return {.outcome = Outcome::rejected, .cause = cause_of(call, symptom, place, occupants_)};
  }

  /// A slot; an empty one where patience ran out.
  Task<Slots::Held> wait() {
    if (!patience_) {
      auto held = co_await slots_.acquire();
      co_return std::move(held);
    }
    auto waiting = acquire();
    auto held = co_await first_of(waiting, *patience_);
    co_return held ? std::move(*held) : Slots::Held{};
  }

 private:
  Task<Slots::Held> acquire() {
    auto held = co_await slots_.acquire();
    co_return std::move(held);
  }

  Slots slots_;
  Occupants occupants_;
  std::optional<std::int64_t> queue_;
  std::optional<Lane> patience_;
};

}  // namespace faultline
