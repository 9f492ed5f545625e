#include "lab/commands/guess.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

#include "analysis/measures/measures.hpp"
#include "lab/commands/arguments.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/words.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

Measure::Unit unit_of(const PredictionSettings& predict) {
  return measures[find_measure(predict.measure.name).value()].unit;
}

bool is_share(Measure::Unit unit) {
  return unit == Measure::Unit::share || unit == Measure::Unit::probability;
}

/// NaN where the text is no such number.
double number_in(const std::string& text) {
  std::size_t end = 0;
  try {
    const auto number = std::stod(text, &end);
    return end == text.size() && std::isfinite(number) && number >= 0 ? number : NAN;
  } catch (const std::logic_error&) {
    return NAN;
  }
}

double value_in(const std::string& text, Measure::Unit unit) {
  std::string why;
  if (const auto number = number_in(text); !std::isnan(number))
    return is_share(unit) && number > 1 ? NAN : number;
  if (is_share(unit) && text.ends_with("%"))
    return value_in(text.substr(0, text.size() - 1), Measure::Unit::ratio) / 100;
  if (unit == Measure::Unit::seconds) return parse_quantity(text, duration_quantity(), why) / 1e9;
  return NAN;
}

}  // namespace

std::string legal_guess(const PredictionSettings& predict) {
  if (!predict.choices.empty()) return fmt::format("1 to {}", predict.choices.size());
  const auto unit = unit_of(predict);
  if (is_share(unit)) return "a share: 0.4 or 40%";
  if (unit == Measure::Unit::seconds) return "a time: 90s or 200ms";
  return fmt::format("a number ({})", name_of(unit));
}

Guess guess_of(const std::string& text, const PredictionSettings& predict,
               const std::string& option) {
  const auto number = number_in(text);
  const auto wrong = [&] {
    return UsageError(fmt::format("{}{}\"{}\" is no such prediction; legal is {}", option,
                                  option.empty() ? "" : ": ", text, legal_guess(predict)));
  };
  if (predict.choices.empty()) {
    const auto value = value_in(text, unit_of(predict));
    if (std::isnan(value)) throw wrong();
    return {std::nullopt, value};
  }
  if (!(number >= 1 && number <= static_cast<double>(predict.choices.size())) ||
      number != std::floor(number))
    throw wrong();
  return {static_cast<std::size_t>(number) - 1, 0};
}

std::optional<Guess> ask_guess(const PredictionSettings& predict) {
  for (std::string line;;) {
    tell("Your prediction ({}): ", legal_guess(predict));
    if (!std::getline(std::cin, line)) return std::nullopt;
    try {
      return guess_of(line, predict, "");
    } catch (const UsageError& error) {
      tell("{}\n", error.what());
    }
  }
}

std::string guess_in_words(const Guess& guess, const PredictionSettings& predict) {
  if (guess.choice) return predict.choices[*guess.choice].text.text;
  const Estimate estimate{guess.value, NAN, NAN, 1};
  return text_of(guess.value, scale_of(unit_of(predict), {&estimate, 1}));
}

}  // namespace faultline
