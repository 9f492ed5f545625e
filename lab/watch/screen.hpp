#pragma once

#include <sys/types.h>
#include <termios.h>

#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// What was pressed: a character, or one of these.
using Key = char;
constexpr Key right_arrow = '\x01';
constexpr Key terminal_gone = '\0';

/// The whole terminal for one program: no echo, key by key, a page of its own behind which the old
/// one stays. What was there before comes back with the end of the program, however it ends: a
/// process waits for that and sees to it.
class Screen {
 public:
  /// Throws ScenarioError where standard input and output are no terminal.
  static void check_terminal();

  /// On a terminal. Processes that are started while it lives keep it alive.
  Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen();

  std::size_t width() const;
  std::size_t height() const;

  /// Draws a page in place of the last one; what does not fit is cut off.
  void draw(const std::vector<std::string>& lines);

  /// For poll(): readable where a key was pressed.
  int descriptor() const;
  /// The next key, where one was pressed.
  std::optional<Key> key();

 private:
  std::string typed_;
  termios before_{};
  pid_t guard_ = -1;
  int alive_ = -1;  ///< closed with the program
};

}  // namespace faultline
