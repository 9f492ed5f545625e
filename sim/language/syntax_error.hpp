#pragma once

#include <string>
#include <string_view>

namespace faultline {

/// Text that is not JSON: where what is wrong begins, and what it is.
struct SyntaxError {
  std::size_t byte = 0;
  std::string message;
};

/// What nlohmann's parser told when it gave up.
struct ParserReport {
  std::size_t read;       ///< bytes it had read, the last one included
  std::string_view last;  ///< what it read last; control characters as "<U+000A>"
  std::string_view what;  ///< its own words
};

/// Taken from the parser's report on `text`: it tells how far it had read, people look for where
/// the piece that it did not like begins.
SyntaxError syntax_error(std::string_view text, const ParserReport& report);

}  // namespace faultline
