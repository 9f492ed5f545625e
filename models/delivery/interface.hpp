#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace faultline {

/// Something of a service that other services use, and that a change can alter.
struct Interface {
  /// A service that may have to be released together with the change.
  struct Dependent {
    std::size_t service;
    bool strict = false;  ///< by any change of it, not only by an incompatible one
  };

  std::string name;  ///< "store orders", "operation payment.charge", "contract placed"
  std::vector<Dependent> dependents;
};

/// By service, what it has of that kind.
using Interfaces = std::vector<std::vector<Interface>>;

}  // namespace faultline
