#pragma once

#include "sim/engine/gate.hpp"

namespace faultline {

/// Wakes all coroutines that wait for something to change; each then checks its condition again.
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
