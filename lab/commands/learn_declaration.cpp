#include "lab/commands/declarations.hpp"
#include "lab/commands/experiment_arguments.hpp"
#include "lab/reference/lessons.hpp"

namespace faultline {

void Declarations::add_learn() {
  auto* command = app_.add_subcommand(
      "learn", "Takes you through a lesson: a prediction, the run, and why; lists the lessons");
  command
      ->add_option("lesson", learn_.run.scenario,
                   "number or name of a lesson; by default all lessons are listed")
      ->type_name("SCENARIO");
  command
      ->add_option(
          "--guess", learn_.guess,
          "the prediction: the number of a choice, or a value such as 0.4, 40% or 90s; asked "
          "for on a terminal")
      ->type_name("GUESS");
  add_replications(*command, learn_.run);
  command->add_flag("--markdown", learn_.markdown, "prints the course as a page in Markdown");
  command->callback([this] {
    if (!learn_.run.scenario.empty()) learn_.run.scenario = scenario_file(learn_.run.scenario);
    does_ = [this] { return learn_command(learn_); };
  });
}

}  // namespace faultline
