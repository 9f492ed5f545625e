#pragma once

#include "models/events/event.hpp"

namespace faultline {

/// An observer of all events published to a topic, whether or not they are consumed.
class Follower {
 public:
  /// There is one more event, at the latest when the topic accepts it; one event may be announced
  /// again.
  virtual void announced(const Event& event) = 0;
  /// The event is withdrawn: the change that it announced was lost before the topic accepted it.
  virtual void withdrawn(const Event& event) = 0;
  /// The topic has accepted it.
  virtual void appended(const Event& event) = 0;

 protected:
  ~Follower() = default;
};

}  // namespace faultline
