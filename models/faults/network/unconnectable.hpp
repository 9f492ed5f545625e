#pragma once

#include "models/faults/fault.hpp"

namespace faultline {

/// New connections cannot be opened; those that are open go on. Only callers whose `pool` opens
/// connections ("connect", "connect_work" or "balance") notice it.
class Unconnectable : public Fault {
 public:
  void begin(Instance& instance) override {
    instance.change().no_connections.add(*this, fails_after_);
  }
  void end(Instance& instance) override { instance.change().no_connections.remove(*this); }
  std::string idle_in(const FaultSurroundings& at) const override {
    if (at.connects) return {};
    return "it has no effect: no \"pool\" opens connections to what it hits (\"connect\", "
           "\"connect_work\", or \"balance\": \"connections\")";
  }
  Symptoms explains() const override { return only({Symptom::unreachable, Symptom::travelled}); }

 protected:
  void declare(Fields& f) override {
    f("fails_after", fails_after_,
      {.says = "how long an attempt to connect takes until it fails", .at_least = 0});
  }

 private:
  Duration fails_after_{};
};

}  // namespace faultline
