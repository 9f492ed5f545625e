#pragma once

#include "models/delivery/interface.hpp"
#include "models/scenario/outline.hpp"

namespace faultline {

/// By service, in the order of the scenario: what other services use of it in this design, and
/// which of them cannot go on as they are when it changes. Nothing of this is stated anywhere; it
/// follows from the steps that clients reach.
///
///   store: its owner and whoever writes it may change its schema; who else uses it is dependent.
///   operation: its service may change it; who calls it without a contract is dependent.
///   contract: its owner may change it. A strict reader depends on any change. Otherwise a reader
///     is dependent unless the registry demands that old readers read new messages (forward, full),
///     and a writer unless new readers read old messages (backward, full, or all readers upcast).
///
/// A topic without a contract makes nobody dependent.
Interfaces interfaces_of(const Scenario& scenario, const DesignSettings& design);

/// Whether the writer names a contract that the reader parses.
bool share_contract(const Outline::Item& writer, const Outline::Item& reader);

}  // namespace faultline
