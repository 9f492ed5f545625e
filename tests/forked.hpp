#pragma once

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <vector>

namespace faultline {

/// What the child does: its numbers into the pipe, and out without the parent's exit handlers.
template <class Body>
[[noreturn]] void write_numbers(Body body, int pipe_end) noexcept {
  for (const int signal : {SIGABRT, SIGSEGV, SIGTERM}) std::signal(signal, SIG_DFL);
  const std::vector<double> numbers = body();
  const auto size = numbers.size() * sizeof(double);
  _exit(write(pipe_end, numbers.data(), size) == static_cast<ssize_t>(size) ? 0 : 1);
}

/// Runs `body` in a process of its own and gives the numbers it returns: a process holds one
/// platform in its life. Where the child fails, the test fails.
template <class Body>
std::vector<double> forked(Body body) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe for a forked test");
  const pid_t child = fork();
  if (child == 0) write_numbers(body, ends[1]);
  close(ends[1]);
  std::vector<double> numbers;
  for (double number = 0; ::read(ends[0], &number, sizeof number) == sizeof number;)
    numbers.push_back(number);
  close(ends[0]);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
    throw std::runtime_error("a forked test did not end well");
  return numbers;
}

}  // namespace faultline
