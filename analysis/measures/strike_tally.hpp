#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/estimates/ratio.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What is kept of each fault whose strikes depend on a condition, for one run; NaN where it never
/// strikes.
inline constexpr auto strike_columns = std::to_array<std::string_view>({
    "strikes",     // how often it began
    "first_at_s",  // when it first began
    "over_at_s",   // when it last ended, at most the end of the run
    "struck_s",    // how long it lasted, in all
});

/// The strikes of one such fault.
class StrikeTally {
 public:
  void add(const StrikeRecord& record) {
    if (record.begins) {
      ++strikes_;
      first_ = std::min(first_, record.at);
      open_ = record.at;
    } else if (open_) {
      struck_ += record.at - *open_;
      last_ = record.at;
      open_.reset();
    }
  }

  std::vector<double> row(Time length) const {
    if (strikes_ == 0) return {0, no_value, no_value, 0};
    const auto struck = open_ ? struck_ + std::max(Duration{0}, length - *open_) : struck_;
    return {static_cast<double>(strikes_), seconds(first_), seconds(open_ ? length : last_),
            seconds(struck)};
  }

 private:
  std::int64_t strikes_ = 0;
  Time first_ = end_of_time;
  Time last_ = start_of_run;
  std::optional<Time> open_;
  Duration struck_{};
};

}  // namespace faultline
