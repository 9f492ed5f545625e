#include "lab/text/short_time.hpp"

#include <fmt/format.h>

namespace faultline {

namespace {

std::string three_digits(double value, const char* unit) {
  int decimals = value < 99.95 ? 1 : 0;
  if (value < 9.995) decimals = 2;
  auto text = fmt::format("{:.{}f}", value, decimals);
  if (decimals > 0 && text.find_first_not_of('0', text.find('.') + 1) == text.npos)
    text.erase(text.find('.'));
  return text + " " + unit;
}

}  // namespace

std::string short_time(Duration span) {
  const auto in_seconds = seconds(span);
  if (span.count() == 0) return "0";
  if (in_seconds < 999.5e-9) return fmt::format("{} ns", span.count());
  if (in_seconds < 999.5e-6) return three_digits(in_seconds * 1e6, "µs");
  if (in_seconds < 0.9995) return three_digits(in_seconds * 1e3, "ms");
  if (in_seconds < 59.95) return three_digits(in_seconds, "s");
  const auto whole = static_cast<std::int64_t>(in_seconds + 0.5);
  if (whole >= 3600) return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
  if (whole % 60 == 0) return fmt::format("{} min", whole / 60);
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

}  // namespace faultline
