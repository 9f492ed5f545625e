#pragma once

#include <map>

#include "models/events/topics/topic.hpp"
#include "models/instances/operation.hpp"

namespace faultline {

/// Brings events that a group of consumers could not process into another topic, a retry topic or
/// one of dead letters. There they are the same events, about the same key and as old. Each is
/// published as any event is, by a message to the topic's broker, which may be down.
class Carrier {
 public:
  struct Settings {
    Bytes size;           ///< of an event
    bool buries = false;  ///< they are dead letters, whose consumers can process what is poison
  };
  Carrier(Topic& to, const Distribution& append, Stream stream, const Settings& settings);
  Carrier(const Carrier&) = delete;
  Carrier& operator=(const Carrier&) = delete;

  bool buries() const { return buries_; }

  struct Origin {
    HostId host{};
    std::uint16_t place;      ///< of the service that consumes: index in RunFrame::places
    std::uint8_t format = 0;  ///< in which the event is written
  };
  /// Tries to bring an event there; whether it is there. `tries` tells this try from others with
  /// the same event.
  Task<bool> carry(Event event, Origin from, std::uint64_t tries);

 private:
  class Put;
  using Name = std::pair<std::uint64_t, std::uint64_t>;

  struct UnderWay {
    const Event* event;
    std::uint8_t kind;
  };

  Topic& to_;
  Bytes size_;
  bool buries_;
  std::multimap<Name, UnderWay> under_way_;  ///< by id and attempt
  Operation append_;
  Target target_;
};

}  // namespace faultline
