#include "lab/running/lesson_check.hpp"

#include <fmt/format.h>

#include "analysis/measures/measures.hpp"
#include "lab/running/observation.hpp"
#include "lab/running/placeholders.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

std::vector<std::string> legal_measures() {
  constexpr auto keys = measure_keys();
  return {keys.begin(), keys.end()};
}

class LessonCheck {
 public:
  explicit LessonCheck(Experiment& experiment)
      : document_(experiment.document),
        scenario_(experiment.scenario),
        problems_(experiment.document.problems),
        designs_(names_in(scenario_.designs)) {}

  void check(const LessonSettings& lesson) {
    check(lesson.predict);
    for (const auto* texts : {&lesson.happens, &lesson.why})
      for (const auto& text : *texts) check_text(text, true);
    for (const auto& change : lesson.changes) {
      check_text(change.text, false);
      check_change(change.settings);
    }
    for (const auto& slider : lesson.sliders) check(slider);
  }

 private:
  void check(const PredictionSettings& predict) {
    const auto& [measure, place] = predict.measure;
    check_text(predict.ask, false);
    for (const auto& choice : predict.choices) check_text(choice.text, false);
    const auto told = problems_.count();
    if (!among(designs_, predict.design.name))
      problems_.add(predict.design.place, not_among("design", predict.design.name, designs_));
    if (!find_measure(measure))
      return problems_.add(place, not_among("measure", measure, legal_measures()));
    for (const auto& choice : predict.choices) {
      check_bound(measure, choice.at_least, choice.place_of_least, problems_);
      check_bound(measure, choice.at_most, choice.place_of_most, problems_);
    }
    check_selection(predict, scenario_, problems_);
    if (problems_.count() > told) return;
    const auto window = window_of(predict, predict.place);
    check({predict.design.name, measure, window.text}, place, window.place);
  }

  /// Of a design and a measure that exist.
  void check(const Observation& observation, const Place& place, const Place& place_of_window) {
    const auto frame = frame_of(scenario_, observation.design);
    if (!holds(frame, observation.window))
      return problems_.add(place_of_window,
                           not_among("measured window", observation.window, frame.slices()));
    if (const auto why = why_never(observation, scenario_); !why.empty())
      problems_.add(place, fmt::format("\"{}\" has no value in design \"{}\": {}",
                                       observation.measure, observation.design, why));
  }

  void check_text(const PlacedText& text, bool after_run) {
    if (!braces_match(text.text))
      return problems_.add(text.place, "a placeholder stands in braces: {DESIGN.MEASURE}");
    for (const auto& placeholder : placeholders_in(text.text))
      check_placeholder(placeholder, text.place, after_run);
  }

  void check_placeholder(const std::string& placeholder, const Place& place, bool after_run) {
    const auto observation = observation_in(placeholder, scenario_);
    if (!observation) return check_setting(placeholder, place);
    if (!after_run)
      problems_.add(place, fmt::format("{{{}}} is known only after the run: only settings can be "
                                       "named here, such as {{faults.0.for}}",
                                       placeholder));
    else if (!find_measure(observation->measure))
      problems_.add(place,
                    fmt::format("{{{}}}: {}", placeholder,
                                not_among("measure", observation->measure, legal_measures())));
    else
      check(*observation, place, place);
  }

  void check_setting(const std::string& placeholder, const Place& place) {
    if (setting_in_words(value_at(document_, placeholder))) return;
    const auto first = placeholder.substr(0, placeholder.find('.'));
    auto legal = designs_;
    for (const auto& member : document_.root.members) legal.push_back(member.key);
    problems_.add(place,
                  fmt::format("{{{}}}: {}", placeholder,
                              among(legal, first) ? "the scenario gives no such setting"
                                                  : not_among("design or section", first, legal)));
  }

  void check(const LessonSlider& slider) {
    check_text(slider.title, false);
    const auto own = value_at(document_, slider.setting.text);
    if (own && !among(slider.values, own->text, &PlacedText::text))
      problems_.add(
          slider.setting.place,
          fmt::format("the scenario's own value, {}, must be among \"values\"", own->described()));
    for (const auto& value : slider.values)
      check_change({{slider.setting.text + "=" + value.text, value.place}});
  }

  /// Applies the settings to a copy and tells, where the last one stands, what is wrong with it.
  void check_change(const std::vector<PlacedText>& settings) {
    auto changed = document_;
    std::erase_if(changed.root.members,
                  [](const Member& member) { return member.key == "lesson"; });
    for (const auto& setting : settings) {
      try {
        set_value(changed, setting.text);
      } catch (const ScenarioError& error) {
        return problems_.add(setting.place, std::string("it does not apply: ") + error.what());
      }
    }
    changed.problems = Problems(document_.file);
    check_expectations_measured(checked_scenario(changed), changed.problems);
    const auto told = changed.problems.told();
    if (!told.empty())
      problems_.add(settings.back().place,
                    fmt::format("\"{}\" does not apply: {}: {}", settings.back().text,
                                told.front().place.pointer, told.front().message));
  }

  const Document& document_;
  const Scenario& scenario_;
  Problems& problems_;
  std::vector<std::string> designs_;
};

}  // namespace

void check_lesson(Experiment& experiment) {
  if (!experiment.scenario.lesson) return;
  LessonCheck(experiment).check(*experiment.scenario.lesson);
  experiment.document.problems.raise();
}

}  // namespace faultline
