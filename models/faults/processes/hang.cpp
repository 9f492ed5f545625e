#include <map>

#include "models/faults/fault.hpp"
#include "sim/engine/gate.hpp"

namespace faultline {

namespace {

/// It accepts requests and never answers one of them. What it has by the end is aborted, since only
/// a new process ends a hang; that is the difference to a pause. Limited to some requests it goes
/// on with all others, also at the end: only what hangs is aborted.
class Hang final : public Fault {
 public:
  void begin(Instance& instance) override {
    if (!requests()) return instance.freeze();
    auto& [gate, strikes] = held_.try_emplace(&instance, instance.calendar()).first->second;
    if (strikes++ == 0) gate.close();
    instance.change().refusals.add(*this, {.only = requests(), .until = &gate});
  }
  void end(Instance& instance) override {
    if (requests()) return end_for_some(instance);
    instance.crash(Symptom::stopped);
    instance.restart();
    instance.thaw();
  }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override {
    return only({Symptom::stopped, Symptom::working, Symptom::crashed, Symptom::down});
  }

 protected:
  void declare(Fields&) override {}

 private:
  struct Held {
    explicit Held(Calendar& calendar) : gate(calendar) {}
    Gate gate;
    int strikes = 0;
  };

  void end_for_some(Instance& instance) {
    auto& [gate, strikes] = held_.at(&instance);
    instance.change().refusals.remove(*this);
    if (--strikes == 0) gate.open();
  }

  std::map<Instance*, Held> held_;
};

}  // namespace

Kind<Fault> hang() {
  return kind<Fault, Hang>("hang", "It accepts requests and never answers, until it is restarted.");
}

}  // namespace faultline
