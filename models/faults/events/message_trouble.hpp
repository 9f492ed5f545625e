#pragma once

#include "models/faults/events/event_trouble.hpp"

namespace faultline {

/// A fault that affects a share of the events published to a topic, or of the calls to a service or
/// store, as the target is. Events are no calls to whoever brings or processes them.
class MessageTrouble : public EventTrouble {
 public:
  std::string only_at() const override { return "topic, service or store"; }
  bool hits_sort(const std::string& sort) const override {
    return sort == "topic" || sort == "service" || sort == "store";
  }
  bool strikes_calls() const override { return true; }
  void begin_at(Instance& instance, double strength) override {
    EventTrouble::begin_at(instance, strength);
    auto trouble = trouble_at(instance);
    trouble.share = strength * share();
    trouble.draws = Streams{}.named(name());
    trouble.only = requests();
    instance.trouble_calls(*this, trouble);
  }
  void end(Instance& instance) override {
    EventTrouble::end(instance);
    instance.end_trouble(*this);
  }

 protected:
  /// All but the share and the draws.
  virtual CallTrouble trouble_at(Instance& instance) = 0;
};

}  // namespace faultline
