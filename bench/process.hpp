#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

namespace faultline::bench {

/// What one run of a program cost, start and end of the process and its children included.
struct Cost {
  double wall_s = 0;
  double cpu_s = 0;    ///< user and system
  double peak_mb = 0;  ///< greatest resident set, 10^6 bytes; not below that of the caller at fork
  std::string output;  ///< what it wrote to stdout
};

namespace detail {

inline std::string read_to_end(int file) {
  std::string text;
  std::array<char, 65536> block;
  for (ssize_t got; (got = read(file, block.data(), block.size())) > 0;)
    text.append(block.data(), static_cast<std::size_t>(got));
  return text;
}

/// The child: its stdout goes to `output`; returns only where the program cannot be started.
inline void become(const std::vector<std::string>& command, int output) {
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  dup2(output, STDOUT_FILENO);
  execv(arguments[0], arguments.data());
  std::perror(arguments[0]);
}

}  // namespace detail

/// Runs a program to its end (fork, exec, wait4); throws where it does not start or does not exit
/// 0.
inline Cost run_program(const std::vector<std::string>& command) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const auto started = std::chrono::steady_clock::now();
  const auto child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    close(ends[0]);
    detail::become(command, ends[1]);
    _exit(127);
  }
  close(ends[1]);
  Cost cost;
  cost.output = detail::read_to_end(ends[0]);
  close(ends[0]);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  cost.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  const auto in_seconds = [](timeval t) { return double(t.tv_sec) + double(t.tv_usec) * 1e-6; };
  cost.cpu_s = in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
  cost.peak_mb = static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(fmt::format("{} did not exit 0", fmt::join(command, " ")));
  return cost;
}

}  // namespace faultline::bench
