#pragma once

#include <string_view>

namespace faultline {

/// A number at the beginning of a text, and what stands behind it.
struct Decimal {
  double value;           ///< the nearest double; no number (NaN) where none stands there
  std::string_view rest;  ///< the whole text where none stands there
};

/// Reads [-]digits[.digits][e[+-]digits], where one side of the point may be without digits. The
/// standard library's from_chars takes no double in all the libraries that we build with.
Decimal read_decimal(std::string_view text);

}  // namespace faultline
