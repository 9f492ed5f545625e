#include <fmt/format.h>

#include "lab/processes/exit_code.hpp"
#include "lab/reference/command_shape.hpp"
#include "lab/reference/markdown.hpp"

namespace faultline {

namespace {

std::string head_of(const ArgumentShape& argument) {
  if (!argument.is_option() || argument.value.empty()) return code(argument.name);
  return code(argument.name + " " + argument.value);
}

std::string section_on(const CommandShape& command) {
  auto text = fmt::format("\n## {}\n\n    faultline {} {}\n\n{}.\n", command.name, command.name,
                          usage_of(command), command.says);
  if (command.arguments.empty()) return text;
  text += "\n" + table_head({"word", "meaning"});
  for (const auto& argument : command.arguments)
    text += table_row({head_of(argument), argument.says});
  return text;
}

}  // namespace

std::string commands_markdown(const std::vector<CommandShape>& commands) {
  auto page = page_head("Commands", "commands");
  for (const auto& command : commands) page += section_on(command);
  page += "\n## Exit codes\n\n" + table_head({"code", "meaning"});
  for (const auto& [number, says] : exit_codes)
    page += table_row({fmt::format("{}", number), std::string(says)});
  return page;
}

}  // namespace faultline
