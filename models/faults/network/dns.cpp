#include "models/faults/network/unconnectable.hpp"

namespace faultline {

namespace {

/// The target's name cannot be resolved.
class Dns final : public Unconnectable {};

}  // namespace

Kind<Fault> dns() {
  return kind<Fault, Dns>("dns", "The target's name is not resolved: new connections fail.");
}

}  // namespace faultline
