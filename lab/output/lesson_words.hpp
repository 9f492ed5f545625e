#pragma once

#include <optional>
#include <string>

#include "lab/output/results.hpp"
#include "lab/running/experiment.hpp"

namespace faultline {

/// What the run measured of what a lesson asks for.
struct MeasuredAnswer {
  std::size_t measure;                ///< index in `measures`
  Estimate value;                     ///< without a mean (NaN) where there was no value
  std::optional<std::size_t> choice;  ///< the one that holds; none without choices or a value
};

/// Of a lesson that is sound (`check_lesson`).
MeasuredAnswer answer_of(const PredictionSettings& predict, const Results& results);

/// "availability of rest during payment down"
std::string asked_in_words(const PredictionSettings& predict);

/// "2.47 ± 0.10 %"; "no value" where there is none.
std::string answer_in_words(const MeasuredAnswer& answer);

/// A text of a lesson with the settings of the scenario and what the run measured in the place of
/// its placeholders.
std::string told(const PlacedText& text, const Experiment& experiment, const Results& results);

}  // namespace faultline
