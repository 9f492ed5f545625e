#pragma once

#include <cstdint>

#include "sim/engine/time.hpp"

namespace faultline {

/// A release of one or several services to production. Its instants, and those of changes, are of
/// the delivery's own calendar.
struct DeploymentRecord {
  Time at;
  std::uint32_t changes;    ///< that it brings
  std::uint32_t services;   ///< that it replaces
  std::uint32_t teams;      ///< whose services these are
  bool failed;              ///< it is rolled back
  Duration restored_after;  ///< until the rollback is done, if it failed
};

/// A change that is in production for good, or is not at the end of the delivery.
struct ChangeRecord {
  Time asked;
  Time in_production;  ///< end_of_time: never
};

}  // namespace faultline
