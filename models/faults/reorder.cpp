#include "models/faults/event_trouble.hpp"

namespace faultline {

namespace {

/// Events change places with the one that is published to the same partition, or queue, next after
/// them; each is drawn by itself. One that no other follows in time comes late.
class Reorder final : public EventTrouble {
 protected:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.swapped; }
  Duration strength() const override { return within_; }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("within", within_,
      {.says = "after which time an event that no other has overtaken comes by itself",
       .positive = true});
  }

 private:
  Duration within_ = std::chrono::seconds(1);
};

}  // namespace

Kind<Fault> reorder() {
  return kind<Fault, Reorder>("reorder",
                              "A share of the events published changes places with the next.");
}

}  // namespace faultline
