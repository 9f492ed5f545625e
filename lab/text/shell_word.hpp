#pragma once

#include <string>

namespace faultline {

/// The text as a POSIX shell takes it for one word.
std::string shell_word(const std::string& text);

}  // namespace faultline
