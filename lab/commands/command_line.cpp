#include "lab/commands/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "lab/commands/commands.hpp"
#include "lab/processes/runner.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/text/build.hpp"
#include "lab/text/words.hpp"
#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

using Words = std::vector<std::string>;

/// Thrown for what CLI11 would tell without a hint.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Decimal digits and nothing else, unlike CLI11, which takes "010" for eight and cuts what is too
/// large.
std::int64_t whole_number(const char* option, const std::string& text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const auto digits = text.find_first_not_of('-');
  const bool padded = digits != text.npos && text[digits] == '0' && text.size() > digits + 1;
  if (error == std::errc::result_out_of_range && rest == end)
    throw UsageError(fmt::format("{}: {} is too large a number", option, text));
  if (error != std::errc{} || rest != end || padded)
    throw UsageError(
        fmt::format("{}: expected a whole number in decimal, found \"{}\"", option, text));
  return number;
}

CLI::Validator one_of(const char* what, const Words& legal) {
  return {[=](const std::string& word) {
            return among(legal, word) ? "" : not_among(what, word, legal);
          },
          ""};
}

CLI::Validator not_empty() {
  return {[](const std::string& word) { return std::string(word.empty() ? "it is empty" : ""); },
          ""};
}

Words option_names(const CLI::App& command) {
  Words names;
  for (const auto* option : command.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

Words command_names(const CLI::App& app) {
  Words names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

/// The program's commands, each with the options it takes and the function that does it.
class Commands {
 public:
  Commands() {
    app_.set_version_flag("--version", fmt::format("faultline {} ({})", version, build()));
    app_.require_subcommand(1);
    add_run();
    add_validate();
    add_list();
    add_schema();
    add_analyze();
  }

  int parse(int argc, char** argv) {
    const auto known = command_names(app_);
    if (argc == 1) return overview();
    if (argv[1] == std::string_view("help")) return help(argc > 2 ? argv[2] : "");
    if (argc > 1 && argv[1][0] != '-' && !among(known, argv[1]))
      throw UsageError(not_among("command", argv[1], known));
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success&) {
      throw;
    } catch (const CLI::ParseError&) {
      if (app_.remaining(true).empty()) throw;
      throw UsageError(unexpected());
    }
    return does_();
  }

  int overview() const {
    put(app_.help());
    put("\nTo begin with:\n"
        "  faultline run 01             the first lesson: an order, and payment is down\n"
        "  faultline list scenarios     all lessons, each with its question\n"
        "  faultline list retry         one kind: its fields, defaults and an example\n"
        "  faultline help run           what a command takes\n");
    return ExitCode::holds;
  }

  int help(const std::string& command) const {
    if (command.empty()) return overview();
    const auto known = command_names(app_);
    if (!among(known, command)) throw UsageError(not_among("command", command, known));
    put(app_.get_subcommand(command)->help("faultline"));
    return ExitCode::holds;
  }

  /// Help and version go to stdout, the rest to stderr.
  int exit(const CLI::ParseError& error) {
    app_.failure_message([](const CLI::App* app, const CLI::Error& told) {
      return "faultline: " + CLI::FailureMessage::simple(app, told);
    });
    return app_.exit(error) == 0 ? ExitCode::holds : ExitCode::bad_input;
  }

 private:
  void add_run() {
    auto* command = app_.add_subcommand("run", "Runs a scenario and compares its designs");
    command->add_option("scenario", run_.scenario, "a scenario file, or a lesson by number or name")
        ->required();
    command->add_option("--format", run_.format, "table, json or csv")
        ->check(one_of("format", {"table", "json", "csv"}));
    one_each(command->add_option("--design", run_.designs, "only this one; repeatable"));
    add_number(*command, "--seed", "instead of the scenario's",
               [this](std::int64_t number) { run_.seed = number; });
    add_number(*command, "--replications", "instead of the scenario's",
               [this](std::int64_t number) { run_.replications = number; });
    add_number(*command, "--jobs", "processes at once, 1 to 4096; as many as cores else",
               [this](std::int64_t number) { run_.jobs = jobs(number); });
    one_each(command->add_option("--set", run_.settings, "key.path=value; repeatable"));
    command->add_option("--out", run_.folder, "folder for result files")->check(not_empty());
    command->add_flag("--force", run_.force, "run it though it may take hours");
    command->add_flag("--quiet", run_.quiet, "no progress on stderr; warnings and errors stay");
    command->callback([this] {
      run_.scenario = scenario_file(run_.scenario);
      does_ = [this] { return run_command(run_); };
    });
  }

  void add_validate() {
    auto* command = app_.add_subcommand("validate", "Checks scenario files");
    command->add_option("files", validate_.files, "scenario files")->required();
    command->callback([this] { does_ = [this] { return validate_command(validate_); }; });
  }

  void add_list() {
    auto* command = app_.add_subcommand(
        "list", "Lists what a scenario can hold, the scenarios and the measures, or searches them");
    command
        ->add_option("what", list_.what,
                     "kinds, scenarios, measures or all; otherwise a kind, or a word to look for")
        ->check(not_empty());
    command->callback([this] { does_ = [this] { return list_command(list_); }; });
  }

  void add_schema() {
    auto* command = app_.add_subcommand("schema", "Prints the JSON Schema of scenario files");
    command->callback([this] { does_ = schema_command; });
  }

  void add_analyze() {
    auto* command = app_.add_subcommand("analyze", "Tells what the wiring alone promises");
    command->add_option("scenario", analyze_.scenario, "a scenario file, or a lesson")->required();
    one_each(command->add_option("--design", analyze_.designs, "only this one; repeatable"));
    command->add_option("--format", analyze_.format, "table, json or dot")
        ->check(one_of("format", {"table", "json", "dot"}));
    command->callback([this] {
      analyze_.scenario = scenario_file(analyze_.scenario);
      does_ = [this] { return analyze_command(analyze_); };
    });
  }

  static void add_number(CLI::App& command, const char* option, const char* says,
                         const std::function<void(std::int64_t)>& take) {
    command
        .add_option_function<std::string>(
            option, [=](const std::string& text) { take(whole_number(option, text)); }, says)
        ->type_name("INT");
  }

  static int jobs(std::int64_t number) {
    if (number < 1 || number > 4096)
      throw UsageError(fmt::format("--jobs: {} is out of range: 1 to 4096 is legal", number));
    return static_cast<int>(number);
  }

  /// An option takes one word each time it is given, so that it does not swallow the file's name.
  static void one_each(CLI::Option* option) { option->allow_extra_args(false); }

  /// Of the first word that no command and no option took.
  std::string unexpected() const {
    const auto words = app_.remaining(true);
    const auto taken = app_.get_subcommands();
    const auto name = words.front().substr(0, words.front().find('='));
    if (!name.starts_with("-")) return fmt::format("unexpected \"{}\"", words.front());
    return not_among("option", name, option_names(taken.empty() ? app_ : *taken.front()));
  }

  CLI::App app_{"Faultline: a business transaction built two ways, under load and faults",
                "faultline"};
  RunOptions run_;
  ValidateOptions validate_;
  ListOptions list_;
  AnalyzeOptions analyze_;
  std::function<int()> does_;
};

int parse_and_do(int argc, char** argv) {
  Commands commands;
  try {
    return commands.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return commands.exit(error);
  }
}

}  // namespace

int command_line(int argc, char** argv) {
  try {
    return parse_and_do(argc, argv);
  } catch (const UsageError& error) {
    tell("faultline: {}\n", error.what());
    return ExitCode::bad_input;
  } catch (const ScenarioError& error) {
    const std::string_view told = error.what();
    tell("{}{}\n", told.starts_with("--") ? "faultline: " : "", told);
    return ExitCode::bad_input;
  } catch (const std::bad_alloc&) {
    tell("faultline: there is not enough memory\n");
    return ExitCode::system;
  } catch (const RunStarved& error) {
    tell("faultline: {}\n", error.what());
    return ExitCode::system;
  } catch (const std::system_error& error) {
    tell("faultline: {}\n", error.what());
    return ExitCode::system;
  } catch (const std::exception& error) {
    tell("faultline: internal error: {}\n", error.what());
    return ExitCode::internal;
  }
}

}  // namespace faultline
