#include "models/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events change places with the one that is published to the same partition, or queue, next after
/// them; each is drawn by itself.
class Reorder final : public EventTrouble {
  Share& share_in(DeliveryTrouble& delivery) override { return delivery.swapped; }
};

}  // namespace

Kind<Fault> reorder() {
  return kind<Fault, Reorder>("reorder",
                              "A share of the events published changes places with the next.");
}

}  // namespace faultline
