#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// A migration, or a long transaction that somebody forgot: it asks for an exclusive lock of the
/// store's whole table, and has it until it ends. It waits for its turn like everybody, behind
/// transactions that hold locks; whoever comes behind it waits too. It is lost where the primary
/// goes down.
class Lock final : public Fault {
 public:
  void begin(Instance& instance) override { instance.lock_table(); }
  void end(Instance& instance) override { instance.unlock_table(); }
  bool locks_table() const override { return true; }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> lock() {
  return kind<Fault, Lock>("lock",
                           "A store's table is locked, as by a migration or a long transaction.");
}

}  // namespace faultline
