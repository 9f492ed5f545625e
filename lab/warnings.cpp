#include "lab/warnings.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace faultline {

void tell_warnings(const Problems& problems) {
  for (const auto& [place, message] : problems.warned()) {
    const auto where = place.line > 0
                           ? fmt::format("{}:{}:{}", problems.file(), place.line, place.column)
                           : problems.file() + " with --set";
    const auto pointer = place.pointer.empty() ? "" : place.pointer + ": ";
    fmt::print(stderr, "{}: warning: {}{}\n", where, pointer, message);
  }
}

}  // namespace faultline
