#pragma once

#include <optional>

#include "sim/language/codec.hpp"

namespace faultline {

/// The values that a measure may have: from `at_least` to `at_most`, or all to one side of one of
/// them.
struct Bounds {
  std::optional<double> at_least;
  std::optional<double> at_most;
  Place place;  ///< of the thing that sets them
  Place place_of_least;
  Place place_of_most;

  struct Sentences {
    const char* at_least;
    const char* at_most;
  };
  void declare_bounds(Fields& f, const Sentences& says);
  /// Reports bounds that are missing, and those that leave no value; `thing` is "an expectation".
  void check_bounds(Fields& f, const char* thing);
};

}  // namespace faultline
