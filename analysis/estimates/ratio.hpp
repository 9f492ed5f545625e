#pragma once

#include <limits>

namespace faultline {

/// The value of a measure that cannot be computed, since there was nothing to measure.
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// part / whole, or no value if the whole is zero.
constexpr double ratio(double part, double whole) { return whole == 0 ? no_value : part / whole; }

}  // namespace faultline
