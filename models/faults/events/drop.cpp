#include "models/faults/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events are lost on their way into a topic although the publisher gets an acknowledgement; drawn
/// independently for each event.
class Drop final : public EventTrouble {
 public:
  Symptoms explains() const override { return only({Symptom::event_lost}); }

 private:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.dropped; }
};

}  // namespace

Kind<Fault> drop() { return kind<Fault, Drop>("drop", "A share of the published events is lost."); }

}  // namespace faultline
