#pragma once

#include "models/events/event.hpp"

namespace faultline {

/// Who wants to know of all that is published to a topic, whether or not it is ever consumed.
class Follower {
 public:
  /// There is one more event, at the latest when the topic takes it; one may be told of again.
  virtual void announced(const Event& event) = 0;
  /// There never was: what it told of is lost, before it stood in the topic.
  virtual void withdrawn(const Event& event) = 0;
  /// It stands in the topic.
  virtual void appended(const Event& event) = 0;

 protected:
  ~Follower() = default;
};

}  // namespace faultline
