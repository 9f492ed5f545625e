#include "lab/watch/screen.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "lab/text/terminal.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

constexpr std::string_view enter = "\x1b[?1049h\x1b[?25l";  ///< another page, no cursor
constexpr std::string_view leave = "\x1b[?25h\x1b[?1049l";
constexpr std::string_view home = "\x1b[H";
constexpr std::string_view rest_of_line = "\x1b[K";
constexpr std::string_view rest_of_page = "\x1b[J";

void write_out(std::string_view text) {
  while (!text.empty()) {
    const auto written = write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
  }
}

void restore(const termios& before) {
  write_out(leave);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

/// Waits until nobody holds the other end any more, which only the end of the program brings about.
[[noreturn]] void stand_guard(int alive, const termios& before) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
  char told = 0;
  while (read(alive, &told, 1) < 0 && errno == EINTR) continue;
  restore(before);
  _exit(0);
}

termios key_by_key(termios settings) {
  settings.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  return settings;
}

winsize size_of_terminal() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) size = {24, 80, 0, 0};
  return size;
}

}  // namespace

void Screen::check_terminal() {
  if (!is_terminal(stdin) || !is_terminal(stdout))
    throw ScenarioError("watch needs a terminal; `faultline run` prints what it finds anywhere");
}

Screen::Screen() {
  int ends[2];
  tcgetattr(STDIN_FILENO, &before_);
  if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "a pipe");
  guard_ = fork();
  if (guard_ == 0) {
    close(ends[1]);
    stand_guard(ends[0], before_);
  }
  close(ends[0]);
  alive_ = ends[1];
  if (guard_ < 0) throw std::system_error(errno, std::generic_category(), "a process");
  const auto settings = key_by_key(before_);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &settings);
  write_out(enter);
}

Screen::~Screen() {
  close(alive_);
  if (guard_ > 0) waitpid(guard_, nullptr, 0);
}

std::size_t Screen::width() const { return size_of_terminal().ws_col; }
std::size_t Screen::height() const { return size_of_terminal().ws_row; }

void Screen::draw(const std::vector<std::string>& lines) {
  std::string page(home);
  const auto count = std::min(lines.size(), height());
  for (std::size_t i = 0; i < count; ++i)
    page += fmt::format("{}{}{}", i == 0 ? "" : "\n", lines[i], rest_of_line);
  write_out(page + std::string(rest_of_page));
}

int Screen::descriptor() const { return STDIN_FILENO; }

std::optional<Key> Screen::key() {
  if (typed_.empty()) {
    std::array<char, 256> keys{};
    const auto count = read(STDIN_FILENO, keys.data(), keys.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return std::nullopt;
    if (count <= 0) return terminal_gone;
    typed_.assign(keys.data(), static_cast<std::size_t>(count));
  }
  constexpr std::string_view arrow = "\x1b[C";
  if (typed_.starts_with(arrow)) {
    typed_.erase(0, arrow.size());
    return right_arrow;
  }
  if (typed_.front() == '\x1b' && typed_.size() > 1) return typed_.clear(), std::nullopt;
  const auto first = typed_.front();
  typed_.erase(0, 1);
  return first;
}

}  // namespace faultline
