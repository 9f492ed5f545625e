#include "lab/text/words.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace faultline {

namespace {

int first_trouble = 0;

void note(bool written) {
  if (!written && first_trouble == 0) first_trouble = errno != 0 ? errno : EIO;
}

}  // namespace

void put(const std::string& text) {
  errno = 0;
  note(std::fwrite(text.data(), 1, text.size(), stdout) == text.size());
}

int output_trouble() {
  errno = 0;
  note(std::fflush(stdout) == 0);
  return first_trouble;
}

void say(const std::string& words) { std::fputs(words.c_str(), stderr); }

void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);  // the lowest free number
  }
}

}  // namespace faultline
