#include "sim/language/decimal.hpp"

#include <cmath>
#include <cstdlib>
#include <string>

namespace faultline {

namespace {

/// How many digits stand at `from`.
std::size_t digits_at(std::string_view text, std::size_t from) {
  auto to = from;
  while (to < text.size() && text[to] >= '0' && text[to] <= '9') ++to;
  return to - from;
}

bool stands_at(std::string_view text, std::size_t from, std::string_view letters) {
  return from < text.size() && letters.find(text[from]) != letters.npos;
}

/// Where the number at the beginning of the text ends; 0 where there is none.
std::size_t end_of_number(std::string_view text) {
  std::size_t end = stands_at(text, 0, "-") ? 1 : 0;
  const auto whole = digits_at(text, end);
  end += whole;
  const auto fraction = stands_at(text, end, ".") ? digits_at(text, end + 1) : 0;
  if (whole + fraction == 0) return 0;
  if (stands_at(text, end, ".")) end += 1 + fraction;
  if (!stands_at(text, end, "eE")) return end;
  const auto exponent = end + (stands_at(text, end + 1, "+-") ? 2 : 1);
  const auto digits = digits_at(text, exponent);
  return digits > 0 ? exponent + digits : end;
}

}  // namespace

Decimal read_decimal(std::string_view text) {
  const auto end = end_of_number(text);
  if (end == 0) return {NAN, text};
  return {std::strtod(std::string(text.substr(0, end)).c_str(), nullptr), text.substr(end)};
}

}  // namespace faultline
