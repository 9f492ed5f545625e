#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// All connections to it are closed at one instant: what came through them fails, and pools of its
/// callers have to open new ones. The process goes on, with its memory.
class Reset final : public Fault {
 public:
  void begin(Instance& instance) override { instance.disconnect(); }
  void end(Instance&) override {}
  Symptoms explains() const override { return only({Symptom::crashed}); }
  std::string soon_over_in(const FaultSurroundings&) const override {
    return "it strikes at one instant";
  }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> reset() {
  return kind<Fault, Reset>("reset", "All connections to the target are closed at one instant.");
}

}  // namespace faultline
