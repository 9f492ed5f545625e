#pragma once

#include <optional>
#include <string>

#include "lab/output/lesson_words.hpp"
#include "models/scenario/lesson.hpp"

namespace faultline {

/// What somebody predicts: one of the choices, or a number in the unit of the measure.
struct Guess {
  std::optional<std::size_t> choice;  ///< from 0
  double value = 0;
};

/// "2" for the second choice; without choices a number, with "%" or a unit of time where the
/// measure has it. Throws UsageError, which begins with `option` where that is not empty.
Guess guess_of(const std::string& text, const PredictionSettings& predict,
               const std::string& option);

/// What can be guessed: "1 to 3", "a share: 0.4 or 40%".
std::string legal_guess(const PredictionSettings& predict);

/// Asks at the terminal until the answer is one; nothing at the end of the input.
std::optional<Guess> ask_guess(const PredictionSettings& predict);

/// What was guessed, in words.
std::string guess_in_words(const Guess& guess, const PredictionSettings& predict);

}  // namespace faultline
