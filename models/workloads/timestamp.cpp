#include "models/workloads/timestamp.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "sim/language/decimal.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

constexpr double longest = 9.2e18;

std::optional<Duration> in_nanoseconds(double value) {
  if (!(value >= 0 && value < longest)) return std::nullopt;
  return Duration{std::llround(value)};
}

/// The part behind the point: "" or ".123".
std::optional<double> parse_fraction(std::string_view text) {
  if (text.empty()) return 0;
  const bool fixed = text.find_first_not_of(".0123456789") == text.npos;
  const auto digits = "0" + std::string(text);
  const auto [value, rest] = read_decimal(digits);
  if (text.front() != '.' || !fixed || !rest.empty()) return std::nullopt;
  return value;
}

/// Whole units and the rest are taken apart, since a double has not digits enough for both.
std::optional<Duration> parse_number(std::string_view text, Duration unit) {
  const auto* end = text.data() + text.size();
  std::int64_t whole = 0;
  const auto [point, error] = std::from_chars(text.data(), end, whole);
  const auto size = static_cast<double>(unit.count());
  if (error != std::errc{} || static_cast<double>(whole) * size >= longest) return std::nullopt;
  if (const auto fraction = parse_fraction({point, end}))
    return whole * unit + Duration{std::llround(*fraction * size)};
  const auto [value, rest] = read_decimal(text);
  if (rest.empty()) return in_nanoseconds(value * size);
  std::string why;
  return in_nanoseconds(parse_quantity(text, duration_quantity(), why));
}

/// Reads a date and time from left to right; once something else stands there it is off.
class DateTime {
 public:
  explicit DateTime(std::string_view text) : text_(text) {}

  std::optional<Duration> parse() {
    using namespace std::chrono;
    const auto date = year(digits(4)) / month(rest_of("-", 2)) / day(rest_of("-", 2));
    const bool dated = good_ && date.ok() && date.year() >= year(1970) && date.year() < year(2262);
    expect("T ");
    const auto hour = digits(2);
    const auto minute = rest_of(":", 2);
    const auto second = rest_of(":", 2);
    const auto fraction = parse_fraction(text_.substr(0, text_.find_first_of("Z+-")));
    text_.remove_prefix(std::min(text_.size(), text_.find_first_of("Z+-")));
    const auto ahead = zone();
    if (!dated || !good_ || !fraction || hour > 23 || minute > 59 || second > 60)
      return std::nullopt;
    const auto days = Duration{sys_days(date).time_since_epoch()};
    return days + hours(hour) + minutes(minute) + std::chrono::seconds(second) - ahead +
           from_seconds(*fraction);
  }

 private:
  /// How far the zone is ahead of UTC: "", "Z", "+01:00" or "-0530".
  std::chrono::minutes zone() {
    if (text_.empty() || text_ == "Z") return {};
    const int sign = text_.front() == '-' ? -1 : 1;
    expect("+-");
    const auto hours = digits(2);
    if (text_.starts_with(':')) text_.remove_prefix(1);
    const auto minutes = digits(2);
    good_ = good_ && text_.empty();
    return std::chrono::minutes(sign * static_cast<int>(60 * hours + minutes));
  }

  void expect(std::string_view letters) {
    good_ = good_ && !text_.empty() && letters.find(text_.front()) != letters.npos;
    if (good_) text_.remove_prefix(1);
  }

  unsigned rest_of(std::string_view mark, std::size_t count) {
    expect(mark);
    return digits(count);
  }

  unsigned digits(std::size_t count) {
    unsigned value = 0;
    for (std::size_t i = 0; i < count && good_; ++i) {
      good_ = i < text_.size() && is_digit(text_[i]);
      if (good_) value = 10 * value + static_cast<unsigned>(text_[i] - '0');
    }
    if (good_) text_.remove_prefix(count);
    return value;
  }

  std::string_view text_;
  bool good_ = true;
};

}  // namespace

std::optional<Duration> parse_timestamp(std::string_view text, Duration unit) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  if (text.find('-') == 4 && text.find_first_not_of("0123456789") == 4)
    return DateTime(text).parse();
  return parse_number(text, unit);
}

}  // namespace faultline
