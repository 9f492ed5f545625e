#include "lab/commands/declarations.hpp"

#include <fmt/format.h>

#include <sstream>

#include "lab/commands/arguments.hpp"
#include "lab/commands/experiment_arguments.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/text/build.hpp"
#include "lab/text/words.hpp"
#include "lab/watch/watching.hpp"

namespace faultline {

namespace {

/// 1000 of "1/1000".
std::uint64_t one_in(const std::string& share) {
  if (!share.starts_with("1/"))
    throw UsageError(fmt::format("--trace: expected a share such as 1/1000, found \"{}\"", share));
  const auto number = whole_number("--trace", share.substr(2));
  if (number < 1)
    throw UsageError(fmt::format("--trace: {} is not a share: 1/1 is all requests", share));
  return static_cast<std::uint64_t>(number);
}

CLI::Validator speed_range() {
  const auto refused = [](const std::string& text) {
    double speed = 0;
    const bool legal =
        CLI::detail::lexical_cast(text, speed) && speed >= slowest_watch && speed <= fastest_watch;
    return legal ? ""
                 : fmt::format("\"{}\" is no speed: {} to {} is legal", text, slowest_watch,
                               fastest_watch);
  };
  return CLI::Validator(refused, "", "speed");
}

std::vector<std::string> choices_in(const std::string& value) {
  if (value.find('|') == value.npos) return {};
  std::vector<std::string> choices;
  std::istringstream words(value);
  for (std::string word; std::getline(words, word, '|');) choices.push_back(word);
  return choices;
}

ArgumentShape shape_of(const CLI::Option& option) {
  ArgumentShape shape{.name = option.get_positional() ? option.get_single_name()
                                                      : "--" + option.get_lnames().front(),
                      .says = option.get_description(),
                      .required = option.get_required(),
                      .repeatable = option.get_expected_max() > 1};
  if (option.get_type_size() == 0 || option.get_items_expected_max() == 0) return shape;
  shape.value = option.get_type_name();
  shape.choices = choices_in(shape.value);
  return shape;
}

}  // namespace

Declarations::Declarations() {
  app_.set_version_flag("--version", fmt::format("faultline {} ({})", version, build()));
  app_.require_subcommand(1);
  add_run();
  add_compare();
  add_report();
  add_lab();
  add_learn();
  add_explain();
  add_trace();
  add_watch();
  add_advise();
  add_schedule();
  add_hunt();
  add_validate();
  add_new();
  add_list();
  add_schema();
  add_analyze();
  add_completion();
  add_manual();
}

std::vector<CommandShape> Declarations::shapes() const {
  std::vector<CommandShape> shapes;
  for (const auto* command : app_.get_subcommands(nullptr)) {
    CommandShape shape{command->get_name(), command->get_description(), {}};
    for (const auto* option : command->get_options()) shape.arguments.push_back(shape_of(*option));
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

void Declarations::add_explain() {
  auto* command = app_.add_subcommand(
      "explain", "Explains why requests fail, and proves it by runs without the faults");
  explain_.run.format = "text";
  add_scenario(*command, explain_.run);
  add_choice(*command, "--format", explain_.run.format, "output format: a page of text, or JSON",
             {"text", "json"});
  command
      ->add_option("--fault", explain_.fault,
                   "the only fault to leave out by itself; by default each in turn")
      ->check(not_empty())
      ->type_name("FAULT");
  add_experiment(*command, explain_.run);
  command->callback([this] {
    explain_.run.scenario = scenario_file(explain_.run.scenario);
    does_ = [this] { return explain_command(explain_); };
  });
}

void Declarations::add_run() {
  auto* command = app_.add_subcommand("run", "Runs a scenario and compares its designs");
  add_scenario(*command, run_);
  add_choice(*command, "--format", run_.format, "output format: a table, JSON or CSV",
             {"table", "json", "csv"});
  command->add_flag("--all", run_.all,
                    "prints all measures, differences, windows, parts and events");
  add_experiment(*command, run_);
  command->add_flag("--measures-only", run_.measures_only,
                    "records neither causes, nor the course of the parts, nor where the time goes");
  command
      ->add_option_function<std::string>(
          "--trace", [this](const std::string& share) { run_.trace_one_in = one_in(share); },
          "also writes traces of a share of the requests, such as 1/1000, of the slowest and of "
          "failures; needs --out")
      ->type_name("SHARE");
  command->add_option("--out", run_.folder, "folder to write result files to")
      ->check(not_empty())
      ->type_name("FOLDER");
  command->add_option("--report", run_.report, "HTML file to write the report page to")
      ->check(not_empty())
      ->type_name("FILE");
  command->add_option("--junit", run_.junit, "file to write the verdicts to, as JUnit XML")
      ->check(not_empty())
      ->type_name("FILE");
  command->add_option("--markdown", run_.markdown, "file to write a summary to, as Markdown")
      ->check(not_empty())
      ->type_name("FILE");
  command->callback([this] {
    run_.scenario = scenario_file(run_.scenario);
    does_ = [this] { return run_command(run_); };
  });
}

void Declarations::add_advise() {
  auto* command = app_.add_subcommand(
      "advise", "Tries remedies on each design, ranks them and finds the shortest way out");
  advise_.format = "text";
  add_scenario(*command, advise_);
  add_choice(*command, "--format", advise_.format, "output format: text, or JSON with all measures",
             {"text", "json"});
  add_experiment(*command, advise_);
  command
      ->add_option("--out", advise_.folder,
                   "folder to write each step to, as a scenario and as a difference")
      ->check(not_empty())
      ->type_name("FOLDER");
  command->callback([this] {
    advise_.scenario = scenario_file(advise_.scenario);
    does_ = [this] { return advise_command(advise_); };
  });
}

void Declarations::add_trace() {
  auto* command = app_.add_subcommand(
      "trace", "Shows one request in each design, span by span, on one time axis");
  auto& run = trace_.run;
  add_scenario(*command, run);
  command
      ->add_option("--request", trace_.request,
                   "slowest (usable answer), median, failed, or the number of a request")
      ->type_name("REQUEST");
  one_each(command->add_option("--design", run.designs, "traces only this design; repeatable")
               ->type_name("DESIGN"));
  add_number(*command, "--replication", "the replication that is traced; 1 by default",
             [this](std::int64_t number) { trace_.replication = number; });
  add_overrides(*command, run);
  command->add_option("--out", run.folder, "folder to write the traces to, for other tools")
      ->check(not_empty())
      ->type_name("FOLDER");
  command->add_flag("--quiet", run.quiet, "prints only warnings and errors on stderr");
  command->callback([this] {
    trace_.run.scenario = scenario_file(trace_.run.scenario);
    does_ = [this] { return trace_command(trace_); };
  });
}

void Declarations::add_watch() {
  auto* command = app_.add_subcommand(
      "watch", "Shows a run on the terminal while it goes on; keys strike and heal parts");
  auto& run = watch_.run;
  add_scenario(*command, run);
  one_each(command->add_option("--design", run.designs, "shows only this design; repeatable")
               ->type_name("DESIGN"));
  command
      ->add_option("--speed", watch_.speed,
                   "simulated seconds per second, 0.25 to 60; 4 by default, + and - change it")
      ->check(speed_range())
      ->type_name("NUMBER");
  add_overrides(*command, run);
  command->callback([this] {
    watch_.run.scenario = scenario_file(watch_.run.scenario);
    does_ = [this] { return watch_command(watch_); };
  });
}

void Declarations::add_schedule() {
  auto* command = app_.add_subcommand(
      "schedule", "Prints when the faults of a scenario strike, and what, as it is drawn");
  auto& run = schedule_.run;
  add_scenario(*command, run);
  add_choice(*command, "--format", run.format,
             "a table, or the scenario with each strike written down, which replays to the byte",
             {"table", "scenario"});
  add_number(*command, "--replication", "number of the replication, from 1",
             [this](std::int64_t number) { schedule_.replication = number; });
  add_overrides(*command, run);
  command->callback([this] {
    schedule_.run.scenario = scenario_file(schedule_.run.scenario);
    does_ = [this] { return schedule_command(schedule_); };
  });
}

void Declarations::add_validate() {
  auto* command = app_.add_subcommand("validate", "Checks scenario files");
  command->add_option("files", validate_.files, "scenario files")
      ->required()
      ->type_name("SCENARIO");
  command->callback([this] { does_ = [this] { return validate_command(validate_); }; });
}

void Declarations::add_new() {
  auto* command = app_.add_subcommand(
      "new", "Writes a small scenario to start with: both designs, a fault, two expectations");
  command->add_option("name", new_.name, "name of the scenario, which is written to NAME.json")
      ->required()
      ->check(not_empty())
      ->type_name("NAME");
  command->add_option("--from", new_.from, "lesson to copy instead, by number or name")
      ->type_name("SCENARIO");
  command
      ->add_option("--services", new_.services,
                   "names of the services, a,b,c, the one that clients call first")
      ->type_name("NAMES");
  command->add_option("--rate", new_.rate, "arrival rate of requests, such as 100/s")
      ->type_name("RATE");
  command
      ->add_option("--down", new_.down,
                   "the service that the fault takes down; the last one by default")
      ->type_name("NAME");
  command->add_option("--for", new_.outage, "how long it is down, such as 30s")
      ->type_name("DURATION");
  command->add_flag("--force", new_.force, "overwrites an existing file");
  command->callback([this] { does_ = [this] { return new_command(new_); }; });
}

void Declarations::add_analyze() {
  auto* command = app_.add_subcommand(
      "analyze", "Reports what the structure alone implies: coupling, availability, load, smells");
  command
      ->add_option("scenario", analyze_.scenario,
                   "a scenario file, or the number or name of a lesson")
      ->required()
      ->type_name("SCENARIO");
  one_each(
      command->add_option("--design", analyze_.designs, "analyzes only this design; repeatable")
          ->type_name("DESIGN"));
  add_choice(*command, "--format", analyze_.format,
             "output format: a table, JSON, Graphviz, Mermaid, or SARIF of the smells",
             {"table", "json", "dot", "mermaid", "sarif"});
  add_choice(*command, "--fail-on", analyze_.fail_on,
             "exits with 1 if there is a smell of this severity or a greater one",
             {"note", "warning", "error"});
  command->callback([this] {
    analyze_.scenario = scenario_file(analyze_.scenario);
    does_ = [this] { return analyze_command(analyze_); };
  });
}

}  // namespace faultline
