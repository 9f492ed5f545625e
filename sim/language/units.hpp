#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// Events per second of simulated time.
struct Rate {
  double per_second = 0;
};

/// An amount of data.
struct Bytes {
  std::int64_t count = 0;
};

/// Data per second.
struct Bandwidth {
  double bytes_per_second = 0;
};

/// A unit as it is written behind a number, and its size in the quantity's basic unit.
struct Unit {
  std::string_view name;
  double size;
};

/// A kind of measured value: its name in messages, its units, an example.
struct Quantity {
  std::string_view name;
  std::string_view example;
  std::vector<Unit> units;  ///< from small to large; the basic unit is of size 1
  double most;              ///< the largest value, in the basic unit: sums of two do not overflow
};

const Quantity& duration_quantity();   ///< basic unit: nanosecond
const Quantity& rate_quantity();       ///< basic unit: per second
const Quantity& bytes_quantity();      ///< basic unit: byte
const Quantity& bandwidth_quantity();  ///< basic unit: byte per second

/// "ns, us, ms, s, min, h, d"
std::string legal_units(const Quantity& quantity);

/// The value of `text` in the basic unit. On failure NaN, and `why` says what is wrong.
double parse_quantity(std::string_view text, const Quantity& quantity, std::string& why);

/// The value in the largest unit that leaves it at 1 or above with at most three decimals, as the
/// scenario language writes it.
std::string write_quantity(double value, const Quantity& quantity);

/// A duration in that form.
std::string written(Duration span);

/// As people say it: "0.25 s", "90 s", "2 h 46 min 40 s", "115 d 17 h".
std::string in_words(Duration span);

}  // namespace faultline
