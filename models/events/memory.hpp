#pragma once

#include <map>
#include <optional>
#include <utility>

#include "models/events/consumption.hpp"
#include "models/events/event.hpp"
#include "models/instances/instance.hpp"
#include "sim/engine/signal.hpp"
#include "sim/resources/recent_map.hpp"

namespace faultline {

/// The events that a consumer group has processed. Its retry topics share this memory, since the
/// same group consumes them.
///
/// A remembered id is a unique key: a consumer that starts to process an event inserts it; a
/// consumer with a copy of the event waits until that is committed, and skips the copy, or until it
/// has failed, and processes the copy. A transactional consumer inserts it at its commit, and has
/// no effect if another one was first. In the memory of an instance the key is unique only among
/// the consumers of that instance. Source: PostgreSQL, "Index uniqueness checks".
class Memory {
 public:
  /// `keys`: events can be about the same key.
  Memory(const Consumption& consumption, bool keys);

  /// Whether it remembers to have processed the event.
  bool had(const Event& event, const Instance& at) {
    return consumption_.remembers && ids(at).find(event.id());
  }
  /// An id that was inserted and is neither committed nor taken back, while this exists.
  class Claim {
   public:
    Claim() = default;
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    ~Claim() {
      if (memory_) memory_->let_go(place_);
    }

   private:
    friend class Memory;
    using Place = std::map<std::pair<std::uint32_t, std::uint64_t>, Signal>::iterator;
    Memory* memory_ = nullptr;
    Place place_{};
  };
  /// Inserts the id of the event; null where that was done, else who holds it, given at its end.
  Signal* insert(const Event& event, Instance& at, Claim& claim);

  /// It was processed at this instance; true where a later one about the same key was before it.
  bool note(const Event& event, const Instance& at);

 private:
  struct Ids {
    RecentMap<bool> had;
    std::uint32_t process;  ///< of the instance, whose memory it is
  };
  RecentMap<bool>& ids(const Instance& at);
  bool shared() const { return consumption_.remembered_in == RememberedIn::store; }
  void let_go(Claim::Place claim);

  const Consumption& consumption_;
  std::map<std::uint32_t, Ids> had_;  ///< by instance, or one for all of them
  std::map<std::pair<std::uint32_t, std::uint64_t>, Signal> claims_;  ///< by that, and the id
  std::optional<RecentMap<Time>> latest_;  ///< of each key, the latest event that was processed
};

}  // namespace faultline
