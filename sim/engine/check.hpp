#pragma once

#include <source_location>

namespace faultline {

/// Reports a broken invariant of our own on stderr, with its place, and aborts.
[[noreturn]] void broken(const char* invariant, std::source_location where);

/// States an invariant; armed in every build. Users' mistakes throw ScenarioError instead.
inline void check(bool holds, const char* invariant,
                  std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    broken(invariant, where);
}

}  // namespace faultline
