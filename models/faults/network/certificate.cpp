#include "models/faults/network/unconnectable.hpp"

namespace faultline {

namespace {

/// The target's certificate has expired, until it is renewed: every handshake fails.
class Certificate final : public Unconnectable {};

}  // namespace

Kind<Fault> certificate() {
  return kind<Fault, Certificate>("certificate",
                                  "The target's certificate has expired: new connections fail.");
}

}  // namespace faultline
