#include <fmt/format.h>

#include "lab/commands.hpp"
#include "lab/schema.hpp"

namespace faultline {

int schema_command() {
  fmt::print("{}", to_text(scenario_schema()));
  return ExitCode::holds;
}

}  // namespace faultline
