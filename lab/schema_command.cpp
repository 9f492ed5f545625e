#include <fmt/format.h>

#include "lab/commands.hpp"
#include "lab/schema.hpp"
#include "lab/words.hpp"

namespace faultline {

int schema_command() {
  put(to_text(scenario_schema()));
  return ExitCode::holds;
}

}  // namespace faultline
