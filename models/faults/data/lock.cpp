#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// A migration, or a forgotten long transaction: it requests an exclusive lock of the store's whole
/// table, and holds it until the fault ends. It waits in line behind transactions that hold locks;
/// later requests wait behind it. The lock is lost when the primary goes down.
class Lock final : public Fault {
 public:
  void begin(Instance& instance) override { instance.lock_table(); }
  void end(Instance& instance) override { instance.unlock_table(); }
  bool locks_table() const override { return true; }
  Symptoms explains() const override { return only({Symptom::locked}); }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> lock() {
  return kind<Fault, Lock>("lock",
                           "A store's table is locked, as by a migration or a long transaction.");
}

}  // namespace faultline
