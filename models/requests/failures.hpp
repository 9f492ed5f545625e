#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/records/outcome.hpp"

namespace faultline {

/// The outcomes of a call that a policy can act on.
enum class Failure : std::uint8_t { rejected, timed_out, failed };

inline std::vector<std::string> words(Failure) { return {"rejected", "timed_out", "failed"}; }

using Failures = std::vector<Failure>;

inline Failures all_failures() { return {Failure::rejected, Failure::timed_out, Failure::failed}; }

inline bool contains(const Failures& failures, Outcome outcome) {
  const auto is = [&](Failure failure) {
    return static_cast<int>(failure) + static_cast<int>(Outcome::rejected) ==
           static_cast<int>(outcome);
  };
  return std::ranges::any_of(failures, is);
}

}  // namespace faultline
