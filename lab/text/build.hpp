#pragma once

#include <string>

namespace faultline {

/// Of the program, as `--version` says it.
inline constexpr auto version = "0.1.0";

/// What else the numbers may depend on: compiler, kind of build, machine.
std::string build();

}  // namespace faultline
