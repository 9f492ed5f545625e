#include "sim/language/units.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/language/decimal.hpp"

namespace faultline {

const Quantity& duration_quantity() {
  static const Quantity quantity{"a duration",
                                 "250ms",
                                 {{"ns", 1},
                                  {"us", 1e3},
                                  {"ms", 1e6},
                                  {"s", 1e9},
                                  {"min", 60e9},
                                  {"h", 3600e9},
                                  {"d", 86400e9}},
                                 1e6 * 3600e9};
  return quantity;
}

const Quantity& rate_quantity() {
  static const Quantity quantity{
      "a rate",
      "40/s",
      {{"/d", 1.0 / 86400}, {"/h", 1.0 / 3600}, {"/min", 1.0 / 60}, {"/s", 1}, {"/ms", 1e3}},
      1e9};
  return quantity;
}

const Quantity& bytes_quantity() {
  static const Quantity quantity{"a size",
                                 "16KiB",
                                 {{"B", 1},
                                  {"KB", 1e3},
                                  {"KiB", 1024},
                                  {"MB", 1e6},
                                  {"MiB", 1024.0 * 1024},
                                  {"GB", 1e9},
                                  {"GiB", 1024.0 * 1024 * 1024}},
                                 0x1p50};
  return quantity;
}

const Quantity& bandwidth_quantity() {
  static const Quantity quantity{"a bandwidth",
                                 "1Gbps",
                                 {{"B/s", 1},
                                  {"kbps", 125},
                                  {"KB/s", 1e3},
                                  {"Mbps", 125e3},
                                  {"MB/s", 1e6},
                                  {"Gbps", 125e6},
                                  {"GB/s", 1e9}},
                                 1e15};
  return quantity;
}

std::string legal_units(const Quantity& quantity) {
  std::string text;
  for (const auto& unit : quantity.units)
    text += fmt::format("{}{}", text.empty() ? "" : ", ", unit.name);
  return text;
}

double parse_quantity(std::string_view text, const Quantity& quantity, std::string& why) {
  const auto [value, unit] = read_decimal(text);
  if (!std::isfinite(value)) {
    why = fmt::format("\"{}\" is not {}; write it as \"{}\" (units: {})", text, quantity.name,
                      quantity.example, legal_units(quantity));
    return NAN;
  }
  for (const auto& legal : quantity.units) {
    if (unit != legal.name) continue;
    if (std::abs(value * legal.size) <= quantity.most) return value * legal.size;
    why = fmt::format("\"{}\" is out of range: {} is at most {}", text, quantity.name,
                      write_quantity(quantity.most, quantity));
    return NAN;
  }
  why = unit.empty()
            ? fmt::format("\"{}\" has no unit; {} is written as \"{}\" (units: {})", text,
                          quantity.name, quantity.example, legal_units(quantity))
            : fmt::format("unknown unit \"{}\" in \"{}\"; {} is written as \"{}\" (units: {})",
                          unit, text, quantity.name, quantity.example, legal_units(quantity));
  return NAN;
}

namespace {

std::string in_seconds(Duration span) {
  auto digits = fmt::format("{:.9f}", seconds(span));
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits + " s";
}

}  // namespace

std::string in_words(Duration span) {
  if (span < std::chrono::hours(1)) return in_seconds(span);
  const auto rest = span % std::chrono::minutes(1);
  const auto minutes = span / std::chrono::minutes(1);
  std::string text;
  const auto add = [&](std::int64_t count, const char* unit) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", count, unit);
  };
  add(minutes / 1440, "d");
  add(minutes / 60 % 24, "h");
  add(minutes % 60, "min");
  return rest == Duration::zero() ? text : text + " " + in_seconds(rest);
}

std::string write_quantity(double value, const Quantity& quantity) {
  const Unit* best = &quantity.units.front();
  for (const auto& unit : quantity.units) {
    const auto thousandths = value / unit.size * 1000;
    const bool brief = std::abs(thousandths - std::round(thousandths)) < 1e-6;
    if (std::abs(value) >= unit.size && brief) best = &unit;
  }
  return fmt::format("{}{}", value / best->size, best->name);
}

std::string written(Duration span) {
  return write_quantity(static_cast<double>(span.count()), duration_quantity());
}

}  // namespace faultline
