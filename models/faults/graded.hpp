#pragma once

#include "models/faults/fault.hpp"

namespace faultline {

/// A fault with a strength, which can grow and fade. It changes how requests fare, and aborts none.
class Graded : public Fault {
 public:
  bool graded() const override { return true; }
  void begin(Instance& instance) override { begin_at(instance, 1); }
};

}  // namespace faultline
