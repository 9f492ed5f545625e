#pragma once

#include "sim/language/problems.hpp"

namespace faultline {

/// What the user should know of a scenario that can be run, to stderr: a line each,
/// "FILE:LINE:COLUMN: warning: POINTER: TEXT". Only the word sets it apart from an error.
void tell_warnings(const Problems& problems);

}  // namespace faultline
