#pragma once

#include "models/fault.hpp"

namespace faultline {

/// A fault that strikes a share of the events published to a topic, each drawn by itself. A kind
/// says what happens to them.
class EventTrouble : public Fault {
 public:
  std::string only_at() const override { return "topic"; }
  void begin(Instance& instance) override { share_in(instance.change().delivery).add(share_); }
  void end(Instance& instance) override { share_in(instance.change().delivery).remove(share_); }

 protected:
  using Share = Combined<double, AnyOf>;
  virtual Share& share_in(DeliveryTrouble& delivery) = 0;

  void declare(Fields& f) override {
    f("share", share_,
      {.says = "the share of events", .at_most = 1, .positive = true, .required = true});
  }

 private:
  double share_ = 1;
};

}  // namespace faultline
