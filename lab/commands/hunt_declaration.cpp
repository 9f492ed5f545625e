#include <fmt/format.h>

#include <sstream>

#include "lab/commands/arguments.hpp"
#include "lab/commands/declarations.hpp"
#include "lab/commands/experiment_arguments.hpp"
#include "lab/reference/lessons.hpp"

namespace faultline {

namespace {

/// An option that takes names, separated by commas.
void add_names(CLI::App& command, const std::string& option, const std::string& says,
               std::vector<std::string>& names) {
  command
      .add_option_function<std::string>(
          option,
          [&names](const std::string& text) {
            std::istringstream words(text);
            for (std::string word; std::getline(words, word, ',');) names.push_back(word);
          },
          says)
      ->check(not_empty())
      ->type_name("NAMES");
}

std::int64_t within(const std::string& option, std::int64_t number, std::int64_t most) {
  if (number < 1 || number > most)
    throw UsageError(fmt::format("{}: {} is out of range: 1 to {} is legal", option, number, most));
  return number;
}

}  // namespace

void Declarations::add_hunt() {
  auto* command = app_.add_subcommand(
      "hunt", "Finds the smallest sets of faults that break what a design has to keep");
  hunt_.run.format = "text";
  add_scenario(*command, hunt_.run);
  add_choice(*command, "--format", hunt_.run.format, "output format: text, or JSON",
             {"text", "json"});
  one_each(command
               ->add_option("--hypothesis", hunt_.hypotheses,
                            "what has to hold: MEASURE>=VALUE or MEASURE<=VALUE; repeatable")
               ->type_name("BOUND"));
  add_names(*command, "--kinds", "tries only these kinds of faults, separated by commas",
            hunt_.kinds);
  add_names(*command, "--parts", "strikes only these parts, separated by commas", hunt_.parts);
  add_number(*command, "--most", "number of faults at a time, 1 to 3; 2 by default",
             [this](std::int64_t number) { hunt_.most = within("--most", number, 3); });
  add_number(*command, "--budget", "number of runs that may be made; 1200 by default",
             [this](std::int64_t number) { hunt_.budget = within("--budget", number, 1'000'000); });
  add_experiment(*command, hunt_.run);
  command
      ->add_option("--out", hunt_.run.folder,
                   "folder to write each find to, as a scenario that replays it")
      ->check(not_empty())
      ->type_name("FOLDER");
  command->callback([this] {
    hunt_.run.scenario = scenario_file(hunt_.run.scenario);
    does_ = [this] { return hunt_command(hunt_); };
  });
}

}  // namespace faultline
