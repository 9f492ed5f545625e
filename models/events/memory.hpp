#pragma once

#include <map>
#include <optional>

#include "models/events/consumption.hpp"
#include "models/events/event.hpp"
#include "models/serving/instance.hpp"
#include "sim/recent_map.hpp"

namespace faultline {

/// What a group of consumers knows of the events that it had. Its retry topics share it: it is the
/// same group that works on what comes out of them.
class Memory {
 public:
  /// `keys`: events can be about the same key.
  Memory(const Consumption& consumption, bool keys);

  /// Whether it remembers to have processed the event.
  bool had(const Event& event, const Instance& at) {
    return consumption_.remembers && ids(at).find(event.id());
  }
  /// It was processed at this instance; true where a later one about the same key was before it.
  bool note(const Event& event, const Instance& at);

 private:
  struct Ids {
    RecentMap<bool> had;
    int wipes;  ///< of the instance whose memory it is
  };
  RecentMap<bool>& ids(const Instance& at);

  const Consumption& consumption_;
  std::map<std::uint32_t, Ids> had_;       ///< by instance, or one for all of them
  std::optional<RecentMap<Time>> latest_;  ///< of each key, the latest event that was processed
};

}  // namespace faultline
