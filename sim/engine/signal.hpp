#pragma once

#include "sim/engine/gate.hpp"

namespace faultline {

/// Wakes all that wait for something to change; whoever waits looks again then.
class Signal {
 public:
  explicit Signal(Calendar& calendar) : gate_(calendar) { gate_.close(); }

  Gate::Opened next() { return gate_.opened(); }
  void give() {
    gate_.open();
    gate_.close();
  }

 private:
  Gate gate_;
};

}  // namespace faultline
