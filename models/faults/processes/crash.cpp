#include "models/faults/fault.hpp"

namespace faultline {

namespace {

/// The process stops: its work in progress is lost, new requests are rejected, and consumers stop.
/// Stored data survive.
class Crash final : public Fault {
 public:
  void begin(Instance& instance) override { instance.crash(); }
  void end(Instance& instance) override { instance.restart(); }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> crash() {
  return kind<Fault, Crash>("crash", "The process stops, and the work in progress is lost.");
}

}  // namespace faultline
