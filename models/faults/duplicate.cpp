#include "models/faults/event_trouble.hpp"

namespace faultline {

namespace {

/// Events are stored once more, as by a publisher that tries again though the first try was stored;
/// each is drawn by itself.
class Duplicate final : public EventTrouble {
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.doubled; }
};

}  // namespace

Kind<Fault> duplicate() {
  return kind<Fault, Duplicate>("duplicate", "A share of the published events is stored twice.");
}

}  // namespace faultline
