#include <fmt/format.h>

#include "lab/commands/commands.hpp"
#include "lab/reference/schema.hpp"
#include "lab/text/words.hpp"

namespace faultline {

int schema_command() {
  put(to_text(scenario_schema()));
  return ExitCode::holds;
}

}  // namespace faultline
