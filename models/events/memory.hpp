#pragma once

#include <optional>

#include "models/events/consumption.hpp"
#include "models/events/event.hpp"
#include "sim/recent_map.hpp"

namespace faultline {

/// What a group of consumers knows of the events that it had. Its retry topics share it: it is the
/// same group that works on what comes out of them.
class Memory {
 public:
  /// `keys`: events can be about the same key.
  Memory(const Consumption& consumption, bool keys);

  /// Whether it remembers to have processed the event.
  bool had(const Event& event) { return had_ && had_->find(event.id()); }
  /// It was processed; true where a later one about the same key was before it.
  bool note(const Event& event);

 private:
  std::optional<RecentMap<bool>> had_;
  std::optional<RecentMap<Time>> latest_;  ///< of each key, the latest event that was processed
};

}  // namespace faultline
