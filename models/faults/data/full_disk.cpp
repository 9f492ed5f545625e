#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// Every query that writes fails; those that only read do not notice.
class FullDisk final : public Fault {
 public:
  void begin(Instance& instance) override {
    instance.change().refusals.add(*this, {.of_writes = true, .only = requests()});
  }
  void end(Instance& instance) override { instance.change().refusals.remove(*this); }
  std::string only_at() const override { return "store"; }
  std::string idle_in(const FaultSurroundings& at) const override {
    return at.writes ? "" : "it has no effect: no query writes to what it hits";
  }
  bool strikes_requests() const override { return true; }
  Symptoms explains() const override { return only({Symptom::error}); }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> full_disk() {
  return kind<Fault, FullDisk>("full_disk", "A store has no room: writes fail, reads do not.");
}

}  // namespace faultline
