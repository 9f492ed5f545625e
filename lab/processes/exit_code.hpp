#pragma once

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

}  // namespace faultline
