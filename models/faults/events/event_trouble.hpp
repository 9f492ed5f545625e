#pragma once

#include "models/faults/graded.hpp"

namespace faultline {

/// A fault that affects a share of the events published to a topic, drawn independently for each
/// event and of other faults. A kind defines what happens to them.
class EventTrouble : public Graded {
 public:
  std::string only_at() const override { return "topic"; }
  void begin_at(Instance& instance, double strength) override {
    strikes_in(instance.change().delivery).add(*this, strike(strength));
  }
  void end(Instance& instance) override { strikes_in(instance.change().delivery).remove(*this); }
  Symptoms explains() const override { return 0; }

 protected:
  virtual Strikes& strikes_in(DeliveryTrouble& delivery) = 0;
  Strike strike(double strength) const {
    return {strength * share_, Streams{}.named(name()), late_by()};
  }
  virtual Duration late_by() const { return Duration::zero(); }

  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of events affected", .at_most = 1, .positive = true, .required = true});
  }

 private:
  double share_ = 1;
};

}  // namespace faultline
