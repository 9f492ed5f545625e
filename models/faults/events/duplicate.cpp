#include "models/faults/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events are stored twice, as by a publisher that retries although the first attempt was stored;
/// drawn independently for each event.
class Duplicate final : public EventTrouble {
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.doubled; }
};

}  // namespace

Kind<Fault> duplicate() {
  return kind<Fault, Duplicate>("duplicate", "A share of the published events is stored twice.");
}

}  // namespace faultline
