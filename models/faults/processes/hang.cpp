#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// It accepts requests and never answers one of them. What it has by the end is aborted, since only
/// a new process ends a hang; that is the difference to a pause.
class Hang final : public Fault {
 public:
  void begin(Instance& instance) override { instance.freeze(); }
  void end(Instance& instance) override {
    instance.crash();
    instance.restart();
    instance.thaw();
  }
  Symptoms explains() const override {
    return only({Symptom::stopped, Symptom::working, Symptom::crashed, Symptom::down});
  }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> hang() {
  return kind<Fault, Hang>("hang", "It accepts requests and never answers, until it is restarted.");
}

}  // namespace faultline
