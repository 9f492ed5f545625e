#include "models/faults/events/message_trouble.hpp"

namespace faultline {

namespace {

/// Events are stored twice, as by a publisher that retries although the first attempt was stored;
/// drawn independently for each event. Calls arrive twice, as through a proxy that sends again what
/// was received, and the target does both: the copy is one more attempt, with draws of its own,
/// whose answer nobody takes. Its work was for nothing, as that on a copy of an event, unless it
/// brought an effect about before the other one. Queries within a transaction of a store are not
/// copied.
class Duplicate final : public MessageTrouble {
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.doubled; }
  CallTrouble trouble_at(Instance&) override {
    return {.what = CallTrouble::What::doubled, .share = 0, .draws = {}};
  }
};

}  // namespace

Kind<Fault> duplicate() {
  return kind<Fault, Duplicate>(
      "duplicate", "A share of the published events is stored twice, or of the calls done twice.");
}

}  // namespace faultline
