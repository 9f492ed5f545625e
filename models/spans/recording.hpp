#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace faultline {

/// Which requests are traced.
struct Tracing {
  /// The number of what is done for no request in particular; never traced.
  static constexpr auto nobody = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t one_in = 0;                  ///< of so many; 0: none
  std::vector<std::uint64_t> requests = {};  ///< and these

  bool takes(std::uint64_t request) const;
};

/// What is recorded of a run beside its measures.
struct Recording {
  bool inside = true;    ///< where the time goes, the course of the parts, and causes
  Tracing tracing = {};  ///< needs `inside`
  bool passages = true;  ///< attempts between the parts; needs `inside`
};

}  // namespace faultline
