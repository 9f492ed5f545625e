#pragma once

#include <source_location>

namespace faultline {

/// Reports a violated invariant of the program on stderr, with its place in the source, and aborts.
[[noreturn]] void broken(const char* invariant, std::source_location where);

/// Checks an invariant, in every build. Mistakes of users throw ScenarioError instead.
inline void check(bool holds, const char* invariant,
                  std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    broken(invariant, where);
}

}  // namespace faultline
