#include "models/faults/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events swap places with the event that is published next to the same partition or queue; drawn
/// independently for each event. An event that no other follows in time arrives late.
class Reorder final : public EventTrouble {
 protected:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.swapped; }
  Duration late_by() const override { return within_; }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("within", within_,
      {.says = "longest time that an event waits to be overtaken; after that it arrives anyway",
       .positive = true});
  }

 private:
  Duration within_ = std::chrono::seconds(1);
};

}  // namespace

Kind<Fault> reorder() {
  return kind<Fault, Reorder>("reorder",
                              "A share of the published events swaps places with the next event.");
}

}  // namespace faultline
