#include <unistd.h>

#include <cstring>

#include "lab/commands/command_line.hpp"
#include "lab/commands/commands.hpp"
#include "lab/text/words.hpp"

int main(int argc, char** argv) {
  faultline::open_standard_streams();
  const int code = faultline::command_line(argc, argv);
  const int trouble = faultline::output_trouble();
  if (trouble != 0)
    faultline::tell("faultline: standard output cannot be written: {}\n", std::strerror(trouble));
  // Without exit handlers: those of SimGrid's libraries take 15 ms and do nothing for us.
  _exit(trouble != 0 ? faultline::ExitCode::system : code);
}
