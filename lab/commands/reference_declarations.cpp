#include "lab/commands/arguments.hpp"
#include "lab/commands/declarations.hpp"
#include "lab/reference/listing.hpp"
#include "lab/text/words.hpp"

/// The commands that print what is declared: kinds, measures, the other commands.
namespace faultline {

void Declarations::add_list() {
  auto* command = app_.add_subcommand(
      "list", "Lists or searches the scenario language, the scenarios and the measures");
  command
      ->add_option(
          "what", list_.what,
          "kinds, scenarios, measures, commands or all; otherwise a kind, or a word to search for")
      ->check(not_empty())
      ->type_name("WHAT");
  command->add_flag("--markdown", list_.markdown, "prints a page of the reference in Markdown");
  command->callback([this] { does_ = [this] { return list_command(list_, shapes()); }; });
}

void Declarations::add_schema() {
  auto* command = app_.add_subcommand("schema", "Prints the JSON Schema of scenario files");
  command->callback([this] { does_ = schema_command; });
}

void Declarations::add_completion() {
  auto* command = app_.add_subcommand("completion", "Prints a completion script for a shell");
  add_choice(*command, "shell", shell_, "bash, zsh or fish", {"bash", "zsh", "fish"})->required();
  command->callback([this] {
    does_ = [this] {
      put(completion(shell_, shapes()));
      return ExitCode::holds;
    };
  });
}

void Declarations::add_manual() {
  auto* command = app_.add_subcommand("manual", "Prints the manual page, in roff");
  command->callback([this] {
    does_ = [this] {
      put(manual_page(shapes()));
      return ExitCode::holds;
    };
  });
}

}  // namespace faultline
