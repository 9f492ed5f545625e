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
  std::string work(const std::string& words) const { return in("32", words); }
  std::string waiting(const std::string& words) const { return in("33", words); }
  std::string network(const std::string& words) const { return in("36", words); }
  std::string faint(const std::string& words) const { return in("2", words); }

 private:
  std::string in(const char* code, const std::string& words) const;

  bool on_;
};

}  // namespace faultline
