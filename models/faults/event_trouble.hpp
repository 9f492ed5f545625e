#pragma once

#include "models/faults/fault.hpp"

namespace faultline {

/// A fault that affects a share of the events published to a topic, drawn independently for each
/// event and of other faults. A kind defines what happens to them.
class EventTrouble : public Fault {
 public:
  std::string only_at() const override { return "topic"; }
  void begin(Instance& instance) override {
    strikes_in(instance.change().delivery).add(*this, strike());
  }
  void end(Instance& instance) override { strikes_in(instance.change().delivery).remove(*this); }
  Symptoms explains() const override { return 0; }

 protected:
  virtual Strikes& strikes_in(DeliveryTrouble& delivery) = 0;
  Strike strike() const { return {share_, Streams{}.named(name()), strength()}; }
  virtual Duration strength() const { return Duration::zero(); }

  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of events affected", .at_most = 1, .positive = true, .required = true});
  }

 private:
  double share_ = 1;
};

}  // namespace faultline
