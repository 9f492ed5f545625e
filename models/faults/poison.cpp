#include "models/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events that no consumer can process: each try fails as soon as it begins. Who consumes dead
/// letters is there for them, and can.
class Poison final : public EventTrouble {
  Share& share_in(DeliveryTrouble& delivery) override { return delivery.poisoned; }
};

}  // namespace

Kind<Fault> poison() {
  return kind<Fault, Poison>("poison", "A share of the events published can not be processed.");
}

}  // namespace faultline
