#include "models/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events come into a topic later than they should, so that others overtake them; each is drawn by
/// itself.
class Delay final : public EventTrouble {
 public:
  void begin(Instance& instance) override {
    EventTrouble::begin(instance);
    instance.change().delivery.delay.add(by_);
  }
  void end(Instance& instance) override {
    EventTrouble::end(instance);
    instance.change().delivery.delay.remove(by_);
  }

 protected:
  Share& share_in(DeliveryTrouble& delivery) override { return delivery.late; }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("by", by_, {.says = "by how much", .positive = true, .required = true});
  }

 private:
  Duration by_{};
};

}  // namespace

Kind<Fault> delay() {
  return kind<Fault, Delay>("delay", "A share of the events published comes late.");
}

}  // namespace faultline
