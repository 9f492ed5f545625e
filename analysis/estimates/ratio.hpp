#pragma once

#include <limits>

namespace faultline {

/// A measure that cannot be known here: there was nothing to measure it on.
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// part / whole, or no value where there is no whole.
constexpr double ratio(double part, double whole) { return whole == 0 ? no_value : part / whole; }

}  // namespace faultline
