#pragma once

#include "models/faults/graded.hpp"

namespace faultline {

/// A fault that affects a share of the events published to a topic, drawn independently for each
/// event and of other faults. A kind defines what happens to them.
class EventTrouble : public Graded {
 public:
  std::string only_at() const override { return "topic"; }
  void begin_at(Instance& instance, double strength) override {
    strikes_in(instance.change().delivery).add(*this, own_strike(strength));
  }
  void end(Instance& instance) override { strikes_in(instance.change().delivery).remove(*this); }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override { return 0; }

 protected:
  virtual Strikes& strikes_in(DeliveryTrouble& delivery) = 0;
  Strike own_strike(double strength) const {
    return {strength * share_, Streams{}.named(name()), late_by(), requests()};
  }
  virtual Duration late_by() const { return Duration::zero(); }
  double share() const { return share_; }

  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of events, or of calls, that it strikes",
       .at_most = 1,
       .positive = true,
       .required = true});
  }

 private:
  double share_ = 1;
};

}  // namespace faultline
