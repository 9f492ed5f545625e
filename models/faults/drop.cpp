#include "models/faults/event_trouble.hpp"

namespace faultline {

namespace {

/// Events get lost on their way into a topic though their publisher is told that they are there;
/// each is drawn by itself.
class Drop final : public EventTrouble {
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.dropped; }
};

}  // namespace

Kind<Fault> drop() { return kind<Fault, Drop>("drop", "A share of the published events is lost."); }

}  // namespace faultline
