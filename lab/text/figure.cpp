#include "lab/text/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace faultline {

namespace {

/// Place of the first digit: 0 for 1 to 9.99, -2 for 0.01; nothing of it for zero.
int first_digit(double value) { return static_cast<int>(std::floor(std::log10(value))); }

/// Decimals that keep four digits of the mean, at most three of them; of a percentage also two
/// digits of what lacks to 100.
int most_decimals(double mean, const Scale& scale) {
  const auto decimals = mean == 0 ? 3 : std::min(3, 3 - first_digit(mean));
  const auto lacking = std::fabs(100 - mean);
  if (scale.unit != "%" || lacking == 0) return decimals;
  return std::max(decimals, 1 - first_digit(lacking));
}

int decimals_of(double mean, double half_width, const Scale& scale) {
  const bool vouched = half_width > 0;
  if (!vouched && mean == std::round(mean)) return 0;
  auto decimals = most_decimals(std::fabs(mean), scale);
  if (vouched) decimals = std::min(decimals, 1 - first_digit(half_width));
  return std::clamp(decimals, 0, 6);
}

/// "1234567.5" as "1,234,567.5".
std::string grouped(std::string text) {
  const auto digits = text.find_first_of("0123456789");
  for (auto at = std::min(text.find('.'), text.size()); at > digits + 3;) text.insert(at -= 3, ",");
  return text;
}

std::string grouped(double value, int decimals) {
  return grouped(fmt::format("{:.{}f}", value, decimals));
}

}  // namespace

Scale scale_of(Measure::Unit unit, std::span<const Estimate> estimates) {
  if (unit == Measure::Unit::share || unit == Measure::Unit::probability) return {100, "%"};
  if (unit == Measure::Unit::per_second) return {1, "/s"};
  if (unit == Measure::Unit::per_day) return {1, "/d"};
  if (unit == Measure::Unit::hours) return {1, "h"};
  if (unit == Measure::Unit::days) return {1, "d"};
  if (unit == Measure::Unit::events || unit == Measure::Unit::events_of_groups)
    return {1, "events"};
  if (unit == Measure::Unit::effects) return {1, "effects"};
  if (unit == Measure::Unit::updates) return {1, "updates"};
  if (unit == Measure::Unit::updates_per_read) return {1, "updates per read"};
  if (unit != Measure::Unit::seconds) return {1, ""};
  double least = INFINITY;
  double greatest = 0;
  for (const auto& estimate : estimates)
    if (std::fabs(estimate.mean) > 0) {
      least = std::min(least, std::fabs(estimate.mean));
      greatest = std::max(greatest, std::fabs(estimate.mean));
    }
  if (greatest >= 60 || (least >= 1 && greatest > 0)) return {1, "s"};
  if (greatest >= 1e-3 || greatest == 0) return {1e3, "ms"};
  return {1e6, "µs"};
}

Scale difference_scale(const Scale& scale) {
  return {scale.factor, scale.unit == "%" ? "pts" : scale.unit};
}

Figure figure_of(const Estimate& estimate, const Scale& scale) {
  if (std::isnan(estimate.mean)) return {"-", ""};
  const auto mean = estimate.mean * scale.factor;
  // The longer side: the other one may be cut off where the possible ends.
  const auto half_width =
      std::max(estimate.high - estimate.mean, estimate.mean - estimate.low) * scale.factor;
  const auto decimals = decimals_of(mean, half_width, scale);
  const auto space = scale.unit.empty() ? "" : " ";
  if (std::isnan(half_width)) return {grouped(mean, decimals), scale.unit};
  return {grouped(mean, decimals),
          fmt::format("± {}{}{}", grouped(half_width, decimals), space, scale.unit)};
}

Figure figure_of(Measure::Unit unit, const Estimate& estimate, const Scale& scale) {
  return unit == Measure::Unit::probability ? probability_figure(estimate)
                                            : figure_of(estimate, scale);
}

Figure probability_figure(const Estimate& probability) {
  if (std::isnan(probability.mean)) return {"-", ""};
  const auto mean = fmt::format("{:.0f}", probability.mean * 100);
  if (std::isnan(probability.high)) return {mean, "%"};
  return {mean, fmt::format("({:.0f} to {:.0f}) %", probability.low * 100, probability.high * 100)};
}

Figure marked(Figure figure, const Estimate& estimate, std::size_t replications) {
  const auto found = static_cast<std::size_t>(estimate.n);
  if (found == 0 || found == replications) return figure;
  figure.spread +=
      fmt::format("{}({} of {})", figure.spread.empty() ? "" : " ", found, replications);
  return figure;
}

Figure signed_figure_of(const Estimate& difference, const Scale& scale) {
  auto figure = figure_of(difference, scale);
  if (difference.mean > 0) figure.mean = "+" + figure.mean;
  return figure;
}

std::string text_of(double value, const Scale& scale) {
  auto text = fmt::format("{:.6f}", value * scale.factor);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return grouped(std::move(text)) + (scale.unit.empty() ? "" : " ") + scale.unit;
}

std::string rounded(double count) {
  if (count < 1e6) return fmt::format("{:.0f}", count);
  return count < 1e9 ? fmt::format("{:.3g} million", count / 1e6)
                     : fmt::format("{:.3g} thousand million", count / 1e9);
}

std::string lasting(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < 90 * 60) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::string capitalised(std::string sentence) {
  if (!sentence.empty() && sentence.front() >= 'a' && sentence.front() <= 'z')
    sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
  return sentence;
}

std::string uncapitalised(std::string_view title) {
  std::string words(title);
  words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

std::string in_a_list(std::string_view title) {
  auto words = uncapitalised(title);
  const auto comma = words.find(", ");
  return comma == words.npos ? words : words.replace(comma, 2, " (") + ")";
}

std::string counted(std::size_t count, const char* noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace faultline
