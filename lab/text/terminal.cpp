#include "lab/text/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace faultline {

bool is_terminal(std::FILE* stream) {
  const auto* kind = std::getenv("TERM");
  return isatty(fileno(stream)) == 1 && kind && std::string_view(kind) != "dumb";
}

Paint Paint::for_stream(std::FILE* stream) {
  const auto* refused = std::getenv("NO_COLOR");
  return Paint{is_terminal(stream) && !(refused && *refused)};
}

std::string Paint::in(const char* code, const std::string& words) const {
  return on_ && !words.empty() ? fmt::format("\033[{}m{}\033[0m", code, words) : words;
}

}  // namespace faultline
