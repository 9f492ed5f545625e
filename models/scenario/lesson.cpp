#include "models/scenario/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace faultline {

std::vector<std::string> words(Chapter) {
  return {"first look",
          "synchronous chains",
          "overload and recovery",
          "events and where they lose",
          "data sovereignty",
          "the distributed monolith",
          "deciding"};
}

void Codec<PlacedText>::read(const Node& node, PlacedText& value, Problems& problems) {
  const auto told = problems.count();
  Codec<std::string>::read(node, value.text, problems);
  value.place = node.place;
  if (problems.count() > told) return;
  // It is printed as it is, on terminals too.
  const auto control = [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; };
  if (value.text.empty()) problems.add(node.place, "the text must not be empty");
  if (std::ranges::any_of(value.text, control))
    problems.add(node.place, "the text must not contain line breaks or control characters");
}

void PredictionChoice::fields(Fields& f) {
  f("text", text, {.says = "the answer in words", .required = true});
  f("at_least", at_least,
    {.says = "lowest value for which it holds; no lower limit by default", .at_least = 0});
  f("at_most", at_most,
    {.says = "it holds below this value; no upper limit by default", .at_least = 0});
  if (!f.reading()) return;
  place = f.place();
  place_of_least = f.place_of("at_least");
  place_of_most = f.place_of("at_most");
  if (f.sound() && from() >= to())
    f.problems().add(place_of_least,
                     fmt::format("no value is at least {} and below {}", from(), to()));
}

namespace {

/// Tells of values for which none of the choices holds, or two.
void check_partition(const std::vector<PredictionChoice>& choices, Problems& problems) {
  std::vector<const PredictionChoice*> ordered;
  for (const auto& choice : choices) ordered.push_back(&choice);
  std::ranges::sort(ordered, {},
                    [](const auto* choice) { return std::pair(choice->from(), choice->to()); });
  double reached = 0;
  const PredictionChoice* last = nullptr;
  for (const auto* choice : ordered) {
    if (choice->from() > reached)
      problems.add(choice->place_of_least,
                   fmt::format("no choice holds from {} to {}", reached, choice->from()));
    if (last && choice->from() < reached)
      problems.add(choice->place,
                   fmt::format("\"{}\" and \"{}\" both hold from {} to {}", last->text.text,
                               choice->text.text, choice->from(), std::min(reached, choice->to())));
    if (choice->to() > reached || !last) last = choice;
    reached = std::max(reached, choice->to());
  }
  if (std::isfinite(reached))
    problems.add(
        last->place_of_most,
        fmt::format("no choice holds from {} on: the highest one has no \"at_most\"", reached));
}

}  // namespace

void PredictionSettings::fields(Fields& f) {
  f("ask", ask, {.says = "the question that is asked before the run", .required = true});
  f("design", design, {.says = "the design that is measured", .required = true});
  f("measure", measure, {.says = "the key of the measure that answers it", .required = true});
  declare(f);
  f("choices", choices,
    {.says = "the possible answers, of which exactly one holds; a number is guessed by default"});
  if (!f.reading()) return;
  place = f.place();
  if (!f.sound()) return;
  check(f);
  if (choices.size() == 1)
    f.problems().add(f.place_of("choices"), "\"choices\" must have at least two entries");
  else if (!choices.empty())
    check_partition(choices, f.problems());
}

void LessonChange::fields(Fields& f) {
  f("text", text, {.says = "what to look for in the changed run", .required = true});
  f("set", settings, {.says = "the changes: key.path=value, as behind --set", .required = true});
  if (f.sound() && settings.empty())
    f.problems().add(f.place_of("set"), "\"set\" must have at least one entry");
}

void LessonSlider::fields(Fields& f) {
  f("title", title, {.says = "what it changes", .required = true});
  f("set", setting,
    {.says = "the setting that it changes: key.path, as behind --set", .required = true});
  f("values", values,
    {.says = "the values to choose from, in order, the scenario's own among them",
     .required = true});
  if (f.sound() && values.size() < 2)
    f.problems().add(f.place_of("values"), "\"values\" must have at least two entries");
}

void LessonSettings::fields(Fields& f) {
  f("chapter", chapter, {.says = "the chapter of the course", .required = true});
  f("minutes", minutes,
    {.says = "time that it takes in a workshop, in minutes", .at_least = 1, .at_most = 240});
  f("predict", predict, {.says = "what to predict before the run", .required = true});
  f("happens", happens,
    {.says = "what the run shows, point by point; {DESIGN.MEASURE during NAME} is measured",
     .required = true});
  f("why", why,
    {.says = "the mechanism that causes it, point by point, with the same placeholders",
     .required = true});
  f("try", changes, {.says = "changes to try next"});
  f("sliders", sliders, {.says = "settings that can be moved in the page"});
}

}  // namespace faultline
