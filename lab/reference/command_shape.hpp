#pragma once

#include <string>
#include <vector>

namespace faultline {

/// An option or a word that a command takes, as it is declared.
struct ArgumentShape {
  std::string name;                  ///< "--seed", or of a word in its place "scenario"
  std::string value;                 ///< what it takes: "NUMBER", "FOLDER"; empty for a flag
  std::vector<std::string> choices;  ///< all legal values, where there are some
  std::string says;
  bool required = false;
  bool repeatable = false;

  bool is_option() const { return name.starts_with("-"); }
};

struct CommandShape {
  std::string name;
  std::string says;
  std::vector<ArgumentShape> arguments;  ///< in the order of `--help`
};

/// What the command takes behind its name: "[OPTIONS] SCENARIO".
std::string usage_of(const CommandShape& command);

/// The manual page, in roff.
std::string manual_page(const std::vector<CommandShape>& commands);

/// A completion script for "bash", "zsh" or "fish".
std::string completion(const std::string& shell, const std::vector<CommandShape>& commands);

/// All commands with their options, as a page.
std::string commands_markdown(const std::vector<CommandShape>& commands);

}  // namespace faultline
