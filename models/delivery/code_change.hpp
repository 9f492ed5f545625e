#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// What somebody asks of a team: work on one of its services, and on others that cannot be released
/// without it.
struct CodeChange {
  struct Part {
    std::size_t service;
    bool defective = false;
  };

  std::size_t team;
  std::uint64_t number;  ///< among the changes of its team
  Time asked;
  std::vector<Part> parts;      ///< that of its own service first
  std::uint64_t fixes = 0;      ///< so far
  std::uint64_t shipments = 0;  ///< so often it was on its way to production
  bool in_production = false;

  bool defective() const { return std::ranges::any_of(parts, &Part::defective); }
};

}  // namespace faultline
