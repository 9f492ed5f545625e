#include "models/fault.hpp"

namespace faultline {

namespace {

/// A cache or a projection loses all that it holds, once. How long the fault lasts only names a
/// window to measure.
class Flush final : public Fault {
 public:
  void begin(Instance& instance) override { instance.lose_memory(); }
  void end(Instance&) override {}
  bool wipes() const override { return true; }

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> flush() {
  return kind<Fault, Flush>("flush", "A cache, or a projection, loses all that it holds.");
}

}  // namespace faultline
