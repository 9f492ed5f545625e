#include "lab/text/line_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace faultline {

namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t context = 2;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// One line of both, of the first text alone (-) or of the second alone (+).
struct Edit {
  char mark;
  std::string line;
};

/// common[i][j]: length of the longest common subsequence of what follows line i and line j.
std::vector<Edit> edits_between(const Lines& before, const Lines& after) {
  std::vector<std::vector<std::uint32_t>> common(before.size() + 1,
                                                 std::vector<std::uint32_t>(after.size() + 1));
  for (auto i = before.size(); i-- > 0;)
    for (auto j = after.size(); j-- > 0;)
      common[i][j] = before[i] == after[j] ? common[i + 1][j + 1] + 1
                                           : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<Edit> edits;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    const bool both = i < before.size() && j < after.size();
    if (both && before[i] == after[j]) {
      edits.push_back({' ', before[i]});
      ++i, ++j;
    } else if (j == after.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
      edits.push_back({'-', before[i++]});
    } else {
      edits.push_back({'+', after[j++]});
    }
  }
  return edits;
}

/// Which edits stand near a change.
std::vector<bool> shown(const std::vector<Edit>& edits) {
  std::vector<bool> near(edits.size());
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].mark == ' ') continue;
    const auto first = i - std::min(i, context);
    const auto last = std::min(edits.size(), i + context + 1);
    std::fill(near.begin() + static_cast<std::ptrdiff_t>(first),
              near.begin() + static_cast<std::ptrdiff_t>(last), true);
  }
  return near;
}

}  // namespace

std::string line_diff(const std::string& before, const std::string& after) {
  const auto edits = edits_between(lines_of(before), lines_of(after));
  const auto near = shown(edits);
  std::string text;
  std::size_t line = 1;  // of the first text
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (near[i]) {
      if (i == 0 || !near[i - 1]) text += fmt::format("@@ line {} @@\n", line);
      text += fmt::format("{}{}\n", edits[i].mark, edits[i].line);
    }
    if (edits[i].mark != '+') ++line;
  }
  return text;
}

}  // namespace faultline
