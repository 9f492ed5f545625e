#include "analysis/estimates/buckets.hpp"

#include <algorithm>

namespace faultline {

namespace {

std::int64_t divide_up(Duration span, Duration part) { return (span + part - Duration{1}) / part; }

}  // namespace

Buckets::Buckets(Time length, std::int64_t most) : length_(length) {
  using std::chrono::seconds;
  check(length > start_of_run, "a run has a length");
  const auto span = length.time_since_epoch();
  width_ = seconds{divide_up(span, seconds{usual_most})};
  width_ *= divide_up(span, width_ * most);
  count_ = static_cast<std::size_t>(divide_up(span, width_));
  per_width_ = 1 / static_cast<double>(width_.count());
}

Buckets::Range Buckets::within(Time from, Time to) const {
  const auto first = divide_up(std::min(from, length_).time_since_epoch(), width_);
  const auto last =
      to < length_ ? to.time_since_epoch() / width_ : static_cast<std::int64_t>(count_);
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

}  // namespace faultline
