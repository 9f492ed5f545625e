#pragma once

#include <string_view>

#include "sim/language/problems.hpp"

namespace faultline {

/// Walks over the tokens of well-formed JSON with comments and tells where each begins.
/// nlohmann's parser says what a value is but not where it stood.
class TokenScanner {
 public:
  explicit TokenScanner(std::string_view text) : text_(text) {}

  /// The place of the next token that is neither comma, colon nor comment; then steps over it.
  Place next() {
    skip_blank();
    const auto place = here();
    step_over_token();
    return place;
  }

  /// The place of a byte that the scanner has not stepped over yet.
  Place place_of(std::size_t byte) {
    while (at_ < byte && at_ < text_.size()) advance();
    return here();
  }

 private:
  Place here() const { return {line_, column_, {}}; }

  void advance() {
    const char letter = text_[at_++];
    const bool continues = (static_cast<unsigned char>(letter) & 0xC0) == 0x80;
    if (letter == '\n') {
      ++line_;
      column_ = 1;
    } else if (!continues) {
      ++column_;
    }
  }

  char look(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skip_blank() {
    constexpr std::string_view blanks = " \t\r\n,:\xEF\xBB\xBF";
    while (at_ < text_.size()) {
      if (look() == '/' && look(1) == '/') {
        while (at_ < text_.size() && look() != '\n') advance();
      } else if (look() == '/' && look(1) == '*') {
        while (at_ < text_.size() && !(look() == '*' && look(1) == '/')) advance();
        advance();
        if (at_ < text_.size()) advance();
      } else if (blanks.find(look()) != std::string_view::npos) {
        advance();
      } else {
        return;
      }
    }
  }

  void step_over_token() {
    constexpr std::string_view ends = " \t\r\n,:]}[{\"/";
    if (look() == '"') {
      advance();
      while (at_ < text_.size() && look() != '"') {
        if (look() == '\\') advance();
        if (at_ < text_.size()) advance();
      }
      if (at_ < text_.size()) advance();
      return;
    }
    if (at_ < text_.size()) advance();
    const char first = text_[at_ - 1];
    if (std::string_view("{}[]").find(first) != std::string_view::npos) return;
    while (at_ < text_.size() && ends.find(look()) == std::string_view::npos) advance();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace faultline
