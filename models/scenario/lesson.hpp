#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/selection.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// What makes a scenario a lesson: what to predict before the run, and what is told after it. No
/// run depends on it.
///
/// A text can contain placeholders in braces, so that none of its numbers can be out of date:
/// {DESIGN.MEASURE}, or {DESIGN.MEASURE during NAME}, is what the run measured (with "before",
/// "after" or "class NAME" as the results call it); {faults.0.for} is that setting of the scenario.

/// A text that is printed, and where it stands.
struct PlacedText {
  std::string text;
  Place place;
};

template <>
struct Codec<PlacedText> : PlainCodec<PlacedText> {
  static void read(const Node& node, PlacedText& value, Problems& problems);
  static Shape shape() { return Codec<std::string>::shape(); }
};

/// In teaching order.
enum class Chapter {
  first_look,
  synchronous_chains,
  overload_and_recovery,
  events_and_where_they_lose,
  data_sovereignty,
  distributed_monolith,
  deciding
};
std::vector<std::string> words(Chapter);

/// One of the answers that one can predict: what is measured lies in [at_least, at_most).
struct PredictionChoice {
  static constexpr auto called = "prediction choice";
  PlacedText text;
  std::optional<double> at_least;
  std::optional<double> at_most;
  Place place;
  Place place_of_least;
  Place place_of_most;

  double from() const { return at_least.value_or(0); }
  double to() const { return at_most.value_or(std::numeric_limits<double>::infinity()); }
  bool holds(double value) const { return value >= from() && value < to(); }
  void fields(Fields& f);
};

/// The question before the run; the answer is what the run measures. Exactly one choice holds.
struct PredictionSettings : RequestSelection {
  static constexpr auto called = "prediction";
  PlacedText ask;
  Reference design;
  Reference measure;
  std::vector<PredictionChoice> choices;
  Place place;
  void fields(Fields& f);
};

/// A change of the scenario that is worth a run.
struct LessonChange {
  static constexpr auto called = "lesson change";
  PlacedText text;
  std::vector<PlacedText> settings;
  void fields(Fields& f);
};

/// A setting that the reader of a page can move.
struct LessonSlider {
  static constexpr auto called = "lesson slider";
  PlacedText title;
  PlacedText setting;
  std::vector<PlacedText> values;
  void fields(Fields& f);
};

struct LessonSettings {
  static constexpr auto called = "lesson";
  Chapter chapter{};
  std::int64_t minutes = 10;
  PredictionSettings predict;
  std::vector<PlacedText> happens;
  std::vector<PlacedText> why;
  std::vector<LessonChange> changes;
  std::vector<LessonSlider> sliders;
  void fields(Fields& f);
};

}  // namespace faultline
