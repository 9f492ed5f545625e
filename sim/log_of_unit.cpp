#include "sim/log_of_unit.hpp"

#include <cmath>

namespace faultline::detail {

LogTable::LogTable() {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto middle = 1 + (static_cast<double>(i) + 0.5) / static_cast<double>(entries.size());
    entries[i] = {1 / middle, std::log(middle)};
  }
}

const LogTable log_table;

}  // namespace faultline::detail
