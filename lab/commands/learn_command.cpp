#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/commands/guess.hpp"
#include "lab/commands/told_run.hpp"
#include "lab/output/lesson_words.hpp"
#include "lab/output/tables/measures_table.hpp"
#include "lab/output/tables/verdict_lines.hpp"
#include "lab/processes/machine.hpp"
#include "lab/reference/course.hpp"
#include "lab/running/lesson_check.hpp"
#include "lab/running/placeholders.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/shell_word.hpp"
#include "lab/text/terminal.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

int list_course() {
  const auto lessons = course();
  if (lessons.empty()) {
    tell("faultline: no folder \"scenarios\" with lessons was found\n");
    return ExitCode::bad_input;
  }
  put(course_listed(lessons));
  put("\nfaultline learn 01 asks for a prediction, runs the lesson, and explains the result.\n");
  return ExitCode::holds;
}

/// One lesson on its way from the question to what to try next.
class LessonPage {
 public:
  LessonPage(const Experiment& experiment, const RunOptions& options)
      : experiment_(experiment),
        lesson_(*experiment.scenario.lesson),
        name_(lesson_name(options.scenario)),
        paint_(Paint::for_stream(stdout)) {}

  std::string question() const {
    auto text = paint_.heading(fmt::format("Lesson {}: {}", name_, experiment_.scenario.title)) +
                "\n" + wrapped(experiment_.scenario.question, page_width) + "\n" +
                paint_.heading("Predict") + "\n" + hung("  ", before(lesson_.predict.ask));
    for (std::size_t i = 0; i < lesson_.predict.choices.size(); ++i)
      text += hung(fmt::format("    {}  ", i + 1), before(lesson_.predict.choices[i].text));
    return text + "\n";
  }

  std::string answer(const Guess& guess, const Results& results) const {
    const auto& predict = lesson_.predict;
    const auto found = answer_of(predict, results);
    auto measured = fmt::format("{} is {}", asked_in_words(predict), answer_in_words(found));
    if (found.choice)
      measured = fmt::format("{} ({})", before(predict.choices[*found.choice].text), measured);
    auto text =
        hung("  predicted  ", guess_in_words(guess, predict)) + hung("  measured   ", measured);
    if (found.choice && guess.choice)
      text += "  " +
              (found.choice == guess.choice ? paint_.good("The prediction was right.")
                                            : paint_.bad("The prediction was wrong.")) +
              "\n";
    return text + "\n";
  }

  std::string explanation(const Results& results) const {
    return section("What happens", lesson_.happens, results) +
           section("Why", lesson_.why, results) + changes() + next();
  }

 private:
  std::string before(const PlacedText& text) const {
    return with_settings(text.text, experiment_.document);
  }

  std::string section(const char* heading, const std::vector<PlacedText>& points,
                      const Results& results) const {
    auto text = "\n" + paint_.heading(heading) + "\n";
    for (const auto& point : points) text += hung("  - ", told(point, experiment_, results));
    return text;
  }

  std::string changes() const {
    if (lesson_.changes.empty()) return "";
    auto text = "\n" + paint_.heading("Try next") + "\n";
    for (const auto& change : lesson_.changes) {
      text += hung("  - ", before(change.text)) + "    faultline run " + shell_word(name_);
      for (const auto& setting : change.settings) text += " --set " + shell_word(setting.text);
      text += "\n";
    }
    return text;
  }

  std::string next() const {
    const auto lessons = course();
    const auto own = std::ranges::find(lessons, name_, &CourseLesson::name);
    if (own == lessons.end() || own + 1 == lessons.end()) return "";
    return fmt::format("\nNext lesson: faultline learn {} ({})\n", (own + 1)->name(),
                       (own + 1)->title);
  }

  const Experiment& experiment_;
  const LessonSettings& lesson_;
  std::string name_;
  Paint paint_;
};

/// What was given, or what whoever sits at the terminal answers.
Guess predicted(const LearnOptions& options, const PredictionSettings& predict) {
  if (!options.guess.empty()) return guess_of(options.guess, predict, "--guess");
  if (isatty(STDIN_FILENO) && is_terminal(stderr))
    if (const auto guess = ask_guess(predict)) return *guess;
  throw UsageError(
      fmt::format("the lesson asks for a prediction: add --guess with {}", legal_guess(predict)));
}

Experiment read_lesson(const RunOptions& options) {
  auto experiment = read_experiment(options);
  if (!experiment.scenario.lesson)
    throw ScenarioError(
        fmt::format("{0}: it is no lesson (it has no \"lesson\"); faultline run {0} runs it",
                    options.scenario));
  // A change that was made here may well leave no room for those that the lesson proposes.
  if (!options.settings.empty()) experiment.scenario.lesson->changes.clear();
  if (!options.settings.empty()) experiment.scenario.lesson->sliders.clear();
  check_lesson(experiment);
  return experiment;
}

std::string closing(const Results& results) {
  return wrapped(
      fmt::format("{}, seed {}{}.", counted(results.replications, "replication"), results.seed,
                  results.replications > 1 ? "; mean ± 95 % interval" : ""),
      page_width);
}

}  // namespace

int learn_command(const LearnOptions& options) {
  if (options.markdown) return put(course_markdown(course())), ExitCode::holds;
  if (options.run.scenario.empty()) return list_course();
  auto experiment = read_lesson(options.run);
  tell_warnings(experiment.document.problems);
  check_size(experiment, options.run.force);
  warn_of_memory(experiment, processes_for(options.run));
  const LessonPage page(experiment, options.run);
  put(page.question());
  std::fflush(stdout);
  const auto guess = predicted(options, experiment.scenario.lesson->predict);
  const auto runs = told_run(experiment, options.run);
  if (runs.results.front().empty()) return ExitCode::interrupted;
  const auto results = results_of(experiment, runs);
  const auto paint = Paint::for_stream(stdout);
  put(page.answer(guess, results) + measures_table(results, paint, Detail::brief));
  if (const auto failed = verdict_lines(results, paint, Detail::brief); !failed.empty())
    put("\n" + paint.heading("expectations") + "\n" + failed);
  put("\n" + closing(results));
  if (!options.run.settings.empty())
    put("\n" +
        wrapped("The scenario was changed (--set): the numbers below are those of this run, the "
                "sentences were written for the lesson as it is.",
                page_width));
  put(page.explanation(results));
  if (runs.interrupted) return ExitCode::interrupted;
  return results.hold() ? ExitCode::holds : ExitCode::fails;
}

}  // namespace faultline
