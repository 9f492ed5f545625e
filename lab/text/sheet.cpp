#include "lab/text/sheet.hpp"

#include <algorithm>
#include <sstream>

#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::size_t page = 100;
constexpr std::size_t narrowest = 20;
constexpr std::size_t gap = 2;

bool is_heading(const Sheet::Row& row) { return row.size() == 1; }

/// Where each column begins.
std::vector<std::size_t> starts_of(const std::vector<Sheet::Row>& rows, std::size_t indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size() - 1));
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::vector<std::size_t> starts{indent};
  for (const auto width : widths) starts.push_back(starts.back() + (width > 0 ? width + gap : 0));
  return starts;
}

void write_to(std::string& line, std::size_t column, const std::string& words) {
  if (words.empty()) return;
  line.append(column - std::min(column, width_of(line)), ' ');
  line += words;
}

}  // namespace

std::string Sheet::text() const {
  const auto starts = starts_of(rows_, indent_);
  const auto left = starts.back() + narrowest < page ? page - starts.back() : narrowest;
  std::string text;
  for (const auto& row : rows_) {
    if (is_heading(row)) {
      text += row.front() + "\n";
      continue;
    }
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) write_to(line, starts[i], row[i]);
    std::istringstream last(wrapped(row.back(), left));
    for (std::string words; std::getline(last, words); line.clear()) {
      write_to(line, starts.back(), words);
      text += line + "\n";
    }
  }
  return text;
}

}  // namespace faultline
