#include <map>

#include "models/faults/events/message_trouble.hpp"
#include "sim/engine/signal.hpp"

namespace faultline {

namespace {

/// Events swap places with the event that is published next to the same partition or queue; drawn
/// independently for each event. An event that no other follows in time arrives late. Of calls a
/// share waits, before it arrives, until one that is not struck has gone by to the same instance.
class Reorder final : public MessageTrouble {
 public:
  Symptoms explains() const override { return only({Symptom::travelled}); }

 protected:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.swapped; }
  CallTrouble trouble_at(Instance& instance) override {
    auto& passing = passing_.try_emplace(&instance, instance.calendar()).first->second;
    return {.what = CallTrouble::What::overtaken,
            .share = 0,
            .draws = {},
            .within = within_,
            .passing = &passing};
  }
  Duration late_by() const override { return within_; }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("within", within_,
      {.says = "longest time that one of them waits to be overtaken; after that it arrives anyway",
       .positive = true});
  }

 private:
  Duration within_ = std::chrono::seconds(1);
  std::map<Instance*, Signal> passing_;
};

}  // namespace

Kind<Fault> reorder() {
  return kind<Fault, Reorder>(
      "reorder", "A share of the published events, or of the calls, is overtaken by the next one.");
}

}  // namespace faultline
