#include <algorithm>

#include "models/faults/events/event_trouble.hpp"

namespace faultline {

namespace {

/// Events that no consumer can process, or none of one group: each attempt fails as soon as it
/// begins. Consumers of dead letters can process them.
class Poison final : public EventTrouble {
 public:
  void begin_at(Instance& instance, double strength) override {
    if (!group_) return EventTrouble::begin_at(instance, strength);
    instance.change().poisons.push_back(
        {this, group_->name, own_strike(strength), instance.calendar().now()});
  }
  void end(Instance& instance) override {
    if (!group_) return EventTrouble::end(instance);
    auto& poisons = instance.change().poisons;
    const auto own = std::ranges::find_if(poisons, [&](const GroupPoison& poison) {
      return poison.fault == this && poison.to == end_of_time;
    });
    own->to = instance.calendar().now();
  }

  std::optional<Reference> group() const override { return group_; }
  Symptoms explains() const override { return only({Symptom::poison, Symptom::poisoned}); }

 protected:
  Strikes& strikes_in(DeliveryTrouble& delivery) override { return delivery.poisoned; }
  void declare(Fields& f) override {
    EventTrouble::declare(f);
    f("group", group_,
      {.says =
           "the operation whose consumers fail to process the events; all consumers by default"});
  }

 private:
  std::optional<Reference> group_;
};

}  // namespace

Kind<Fault> poison() {
  return kind<Fault, Poison>("poison", "A share of the published events cannot be processed.");
}

}  // namespace faultline
