#include <unistd.h>

#include <cstdio>

#include "lab/command_line.hpp"
#include "lab/commands.hpp"

int main(int argc, char** argv) {
  const int code = faultline::command_line(argc, argv);
  const bool written = std::fflush(stdout) == 0 && !std::ferror(stdout);
  if (!written) std::perror("faultline: standard output");
  // Without exit handlers: those of SimGrid's libraries take 15 ms and do nothing for us.
  _exit(written ? code : faultline::ExitCode::internal);
}
