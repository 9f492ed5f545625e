#include "models/fault.hpp"

namespace faultline {

namespace {

/// A cache loses all that it holds, once. How long the fault lasts only names a window to measure.
class Flush final : public Fault {
 public:
  void begin(Instance& instance) override { ++instance.change().wipes; }
  void end(Instance&) override {}

 protected:
  void declare(Fields&) override {}
};

}  // namespace

Kind<Fault> flush() { return kind<Fault, Flush>("flush", "A cache loses all that it holds."); }

}  // namespace faultline
