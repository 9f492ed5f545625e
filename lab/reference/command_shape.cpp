#include "lab/reference/command_shape.hpp"

#include <algorithm>

namespace faultline {

std::string usage_of(const CommandShape& command) {
  const bool has_options = std::ranges::any_of(command.arguments, &ArgumentShape::is_option);
  std::string usage = has_options ? "[OPTIONS]" : "";
  for (const auto& argument : command.arguments) {
    if (argument.is_option()) continue;
    const auto word = argument.choices.empty() ? argument.value : argument.name;
    if (!usage.empty()) usage += ' ';
    usage += argument.required ? word : "[" + word + "]";
    if (argument.repeatable) usage += " ...";
  }
  return usage;
}

}  // namespace faultline
