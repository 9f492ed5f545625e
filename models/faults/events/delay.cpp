#include "models/faults/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events enter a topic late, so that others overtake them; drawn independently for each event.
class Delay final : public EventTrouble {
 protected:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.late; }
  Duration late_by() const override { return by_; }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("by", by_, {.says = "how long the events are delayed", .positive = true, .required = true});
  }

 private:
  Duration by_{};
};

}  // namespace

Kind<Fault> delay() {
  return kind<Fault, Delay>("delay", "A share of the published events arrives late.");
}

}  // namespace faultline
