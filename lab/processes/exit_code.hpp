#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace faultline {

/// What the program's exit code says.
struct ExitCode {
  static constexpr int holds = 0;  ///< done; every verdict, if any, as expected
  static constexpr int fails = 1;  ///< done; a verdict is not as expected
  static constexpr int bad_input = 2;
  static constexpr int internal = 3;
  static constexpr int system = 4;  ///< no memory, no room on the disk, no process to be had
  static constexpr int interrupted = 130;
};

/// The same in words, for the manual.
inline constexpr auto exit_codes = std::to_array<std::pair<int, std::string_view>>(
    {{ExitCode::holds, "Done; every expectation holds, and the hypothesis has not deviated."},
     {ExitCode::fails, "Done; an expectation does not hold, or the hypothesis has deviated."},
     {ExitCode::bad_input, "The scenario or the command line is invalid; nothing was run."},
     {ExitCode::internal, "An internal error of the program."},
     {ExitCode::system, "The system is out of a resource: memory, disk space or processes."},
     {ExitCode::interrupted, "Interrupted by the user; the finished replications are reported."}});

}  // namespace faultline
