#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "lab/commands/command_line.hpp"
#include "tests/lab/tiny_scenario.hpp"

namespace faultline {

struct Answered {
  int code;
  std::string out;
  std::string err;
};

inline void nothing() {}

/// Runs the command line in a process of its own, its output in files.
inline Answered faultline_with(std::vector<std::string> words, void (*first)() = nothing) {
  const TemporaryFolder folder;
  std::fflush(nullptr);
  const auto child = fork();
  if (child == 0) {
    dup2(open((folder / "out").c_str(), O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
    dup2(open((folder / "err").c_str(), O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
    first();
    words.insert(words.begin(), "faultline");
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    const auto code = command_line(static_cast<int>(arguments.size()), arguments.data());
    std::fflush(nullptr);
    _exit(code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  return {WEXITSTATUS(status), folder.content_of("out"), folder.content_of("err")};
}

}  // namespace faultline
