#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace faultline {

/// Puts text on standard output. `output_trouble` tells later where that failed.
void put(const std::string& text);

/// All of it is out: 0, or the system's number of what went wrong first.
int output_trouble();

/// Puts words for whoever sits there on standard error: where nobody hears them, they are lost and
/// nothing else is.
void say(const std::string& words);

template <class... Args>
void tell(fmt::format_string<Args...> words, Args&&... args) {
  say(fmt::format(words, std::forward<Args>(args)...));
}

/// A program that was started without one of the three standard streams gets one that leads
/// nowhere, so that no file or pipe of its own is taken for it: writing to such a standard output
/// fails, what is said on such a standard error is lost.
void open_standard_streams();

}  // namespace faultline
