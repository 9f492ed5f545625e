#include "models/arrivals/modulated.hpp"

#include <algorithm>
#include <cmath>

namespace faultline {

double RatePiece::at(Time instant) const {
  return first == last ? first : first + slope() * seconds(instant - from);
}

double RatePiece::expected_from(Time instant) const {
  return (at(instant) + last) / 2 * seconds(to - instant);
}

/// The root x of r x + b x^2 / 2 = amount, in the form that loses no digits where b is small.
double RatePiece::time_for(double amount, Time instant) const {
  const auto rate = at(instant);
  if (first == last) return amount / rate;
  return 2 * amount / (rate + std::sqrt(std::max(0.0, rate * rate + 2 * slope() * amount)));
}

Time Modulated::next(Time previous, Draw& draw) {
  auto left = draw.exponential();
  for (auto begin = previous;; begin = piece_.to) {
    while (piece_.to <= begin && piece_.to != end_of_time) piece_ = after(piece_);
    begin = std::max(begin, piece_.from);
    const auto expected = piece_.expected_from(begin);
    if (left < expected) return later(begin, from_seconds(piece_.time_for(left, begin)));
    if (piece_.to == end_of_time) return end_of_time;
    left -= expected;
  }
}

}  // namespace faultline
