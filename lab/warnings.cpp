#include "lab/warnings.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace faultline {

void tell_warnings(const Problems& problems) {
  for (const auto& text : problems.warnings("warning: ")) fmt::print(stderr, "{}\n", text);
}

}  // namespace faultline
