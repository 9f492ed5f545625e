#pragma once

#include <string>

namespace faultline {

/// What has to be changed to make one text of another, line by line: two lines before and after
/// each change, "-" before what goes and "+" before what comes, as `diff -u` writes it.
/// Source: the longest common subsequence; Wagner, Fischer, "The string-to-string correction
/// problem", 1974.
std::string line_diff(const std::string& before, const std::string& after);

}  // namespace faultline
