#include "lab/output/lesson_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "lab/running/observation.hpp"
#include "lab/running/placeholders.hpp"
#include "lab/text/figure.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

const Estimate& measured(const Observation& observation, const Results& results) {
  const auto& design = results.designs.at(index_among(results.designs, observation.design));
  return design.slices.at(slice_of(design.frame, observation.window))
      .at(find_measure(observation.measure).value());
}

/// "0.000" as "0".
std::string without_empty_digits(const std::string& number) {
  return number.find_first_of("123456789") == number.npos ? "0" : number;
}

/// In a sentence whatever is counted is whole, unless it is small.
bool counted_whole(Measure::Unit unit, double mean) {
  if (unit == Measure::Unit::count) return mean >= 10;
  return unit >= Measure::Unit::effects && mean >= 1;
}

std::string unit_in_words(const std::string& unit) {
  if (unit == "/s") return " per second";
  if (unit == "/d") return " per day";
  if (unit == "h") return " hours";
  if (unit == "d") return " days";
  return unit.empty() ? "" : " " + unit;
}

/// The mean with its unit, as one says it in a sentence; the table has the intervals.
std::string said(const Observation& observation, const Results& results) {
  auto estimate = measured(observation, results);
  if (std::isnan(estimate.mean)) return "(no value)";
  const auto& measure = measures[find_measure(observation.measure).value()];
  if (measure.unit == Measure::Unit::seconds && estimate.mean == 0) return "0 s";
  if (counted_whole(measure.unit, estimate.mean))
    estimate = {std::round(estimate.mean), NAN, NAN, estimate.n};
  const auto scale = scale_of(measure.unit, {&estimate, 1});
  return without_empty_digits(figure_of(measure.unit, estimate, scale).mean) +
         (measure.counts() ? "" : unit_in_words(scale.unit));
}

Observation asked(const PredictionSettings& predict) {
  return {predict.design.name, predict.measure.name, window_of(predict, predict.place).text};
}

}  // namespace

MeasuredAnswer answer_of(const PredictionSettings& predict, const Results& results) {
  const auto& value = measured(asked(predict), results);
  MeasuredAnswer answer{find_measure(predict.measure.name).value(), value, std::nullopt};
  for (std::size_t i = 0; i < predict.choices.size(); ++i)
    if (predict.choices[i].holds(value.mean)) answer.choice = i;
  return answer;
}

std::string asked_in_words(const PredictionSettings& predict) {
  const auto [design, key, window] = asked(predict);
  const auto title = in_a_list(measures[find_measure(key).value()].title);
  return fmt::format("{} of {}{}{}", title, design, window.empty() ? "" : " ", window);
}

std::string answer_in_words(const MeasuredAnswer& answer) {
  if (std::isnan(answer.value.mean)) return "no value";
  const auto unit = measures[answer.measure].unit;
  return figure_of(unit, answer.value, scale_of(unit, {&answer.value, 1})).text();
}

std::string told(const PlacedText& text, const Experiment& experiment, const Results& results) {
  return filled(text.text, [&](const std::string& placeholder) {
    const auto observation = observation_in(placeholder, experiment.scenario);
    return observation ? said(*observation, results)
                       : with_settings("{" + placeholder + "}", experiment.document);
  });
}

}  // namespace faultline
