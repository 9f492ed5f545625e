#pragma once

#include <string>

#include "sim/engine/time.hpp"

namespace faultline {

/// A span of simulated time with some three digits: "850 µs", "53.2 ms", "1.25 s", "2 min 13 s".
std::string short_time(Duration span);

}  // namespace faultline
