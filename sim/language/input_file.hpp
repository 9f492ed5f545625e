#pragma once

#include <cstddef>
#include <string>

namespace faultline {

/// What a file holds; or why it cannot be had.
struct InputFile {
  std::string content;
  std::string why;  ///< empty: all is well
};

/// Standard input, as a user names it: "-", "/dev/stdin" or, of a pipe that a shell has opened,
/// "/dev/fd/63".
bool is_stream(const std::string& file);

/// The whole of a regular file, or of a stream, where that is at most `most` bytes. Whatever else
/// stands under the name (a folder, a named pipe, a device, a socket) is refused before it is
/// opened, since reading it might never end.
InputFile read_file(const std::string& file, std::size_t most);

/// Why it is no regular file of at most so many bytes; empty where it is.
std::string why_unfit(const std::string& file, std::size_t most);

}  // namespace faultline
