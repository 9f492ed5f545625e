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
    {{ExitCode::holds, "Done, and every expectation holds."},
     {ExitCode::fails, "Done, and an expectation does not hold."},
     {ExitCode::bad_input, "The scenario or the command line is wrong; nothing was run."},
     {ExitCode::internal, "A mistake of the program itself."},
     {ExitCode::system, "The system lacks something: memory, room on the disk, a process."},
     {ExitCode::interrupted, "Stopped by the user; what was finished is shown."}});

}  // namespace faultline
