#pragma once

#include <string>

#include "sim/records/records.hpp"

namespace faultline {

/// 100 s with a warm-up of 10 s and a fault in [40 s, 50 s).
inline RunFrame struck(const std::string& fault) {
  using namespace std::chrono_literals;
  RunFrame frame{};
  frame.warm = Time{10s};
  frame.length = Time{100s};
  frame.end = Time{200s};
  frame.deadline = 1s;
  frame.faults = {{fault, Time{40s}, Time{50s}}};
  return frame;
}

}  // namespace faultline
