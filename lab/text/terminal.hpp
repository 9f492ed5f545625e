#pragma once

#include <cstdio>
#include <string>

namespace faultline {

/// Whether `stream` is a terminal that can redraw a line.
bool is_terminal(std::FILE* stream);

/// Puts colour around words, where colour is wanted; elsewhere it gives them back as they are.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}

  /// On a terminal, unless the environment has NO_COLOR.
  static Paint for_stream(std::FILE* stream);

  std::string good(const std::string& words) const { return in("32", words); }
  std::string bad(const std::string& words) const { return in("1;31", words); }
  std::string heading(const std::string& words) const { return in("1", words); }

 private:
  std::string in(const char* code, const std::string& words) const;

  bool on_;
};

}  // namespace faultline
