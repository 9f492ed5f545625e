#include "lab/commands/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "lab/commands/arguments.hpp"
#include "lab/commands/declarations.hpp"
#include "lab/processes/runner.hpp"
#include "lab/text/words.hpp"
#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

using Words = std::vector<std::string>;

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

void check_command(const CLI::App& app, const std::string& name) {
  const auto known = command_names(app);
  if (!among(known, name)) throw UsageError(not_among("command", name, known));
}

int overview(const CLI::App& app) {
  put(app.help());
  put("\nTo get started:\n"
      "  faultline run 01             the first lesson: an order while payment is down\n"
      "  faultline learn 01           the same with a prediction before, and the reasons after\n"
      "  faultline list scenarios     all lessons, each with its question\n"
      "  faultline list retry         one kind: its fields, defaults and an example\n"
      "  faultline new my-shop        a small scenario of your own\n"
      "  faultline help run           the options of a command\n");
  return ExitCode::holds;
}

int help(const CLI::App& app, const std::string& command) {
  if (command.empty()) return overview(app);
  check_command(app, command);
  put(app.get_subcommand(command)->help("faultline"));
  return ExitCode::holds;
}

/// Of the first word that no command and no option took.
std::string unexpected(const CLI::App& app) {
  const auto words = app.remaining(true);
  const auto taken = app.get_subcommands();
  const auto name = words.front().substr(0, words.front().find('='));
  if (!name.starts_with("-")) return fmt::format("unexpected \"{}\"", words.front());
  return not_among("option", name, option_names(taken.empty() ? app : *taken.front()));
}

int parse(Declarations& commands, int argc, char** argv) {
  auto& app = commands.app();
  if (argc == 1) return overview(app);
  if (argv[1] == std::string_view("help")) return help(app, argc > 2 ? argv[2] : "");
  if (argv[1][0] != '-') check_command(app, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success&) {
    throw;
  } catch (const CLI::ParseError&) {
    if (app.remaining(true).empty()) throw;
    throw UsageError(unexpected(app));
  }
  return commands.perform();
}

/// Help and version go to stdout, the rest to stderr.
int exit(CLI::App& app, const CLI::ParseError& error) {
  app.failure_message([](const CLI::App* told_of, const CLI::Error& told) {
    return "faultline: " + CLI::FailureMessage::simple(told_of, told);
  });
  return app.exit(error) == 0 ? ExitCode::holds : ExitCode::bad_input;
}

int parse_and_do(int argc, char** argv) {
  Declarations commands;
  try {
    return parse(commands, argc, argv);
  } catch (const CLI::ParseError& error) {
    return exit(commands.app(), error);
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
