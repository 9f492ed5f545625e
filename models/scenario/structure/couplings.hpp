#pragma once

#include "models/scenario/outline.hpp"
#include "sim/records/coupling_graph.hpp"

namespace faultline {

/// How the services of a design depend on each other; only what its entries reach.
///
///   temporal    an operation and each operation, store, projection and topic that it waits for and
///               cannot do without, and each that brings about an effect that it awaits
///   spatial     an operation and each service that it calls
///   data        a store, and each that queries it or owns it
///   format      a contract, and each that writes or reads messages of it or owns it
///   deployment  a release of several services, and these; a contract with strict readers, and all
///               that write it or read it strictly; a store that several services use, and these
CouplingGraph couplings_of(const Scenario& scenario, const Outline& outline);

}  // namespace faultline
