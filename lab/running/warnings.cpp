#include "lab/running/warnings.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "lab/text/words.hpp"

namespace faultline {

void tell_warnings(const Problems& problems) {
  for (const auto& text : problems.warnings("warning: ")) tell("{}\n", text);
}

}  // namespace faultline
