#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// All work stops while it lasts; requests still arrive, and wait.
class PauseFault final : public Fault {
 public:
  void begin(Instance& instance) override { instance.freeze(); }
  void end(Instance& instance) override { instance.thaw(); }
  Symptoms explains() const override { return only({Symptom::stopped, Symptom::working}); }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> pause() {
  return kind<Fault, PauseFault>("pause", "All work stops for a while; none is lost.");
}

}  // namespace faultline
