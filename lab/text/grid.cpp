#include "lab/text/grid.hpp"

#include <algorithm>
#include <sstream>

namespace faultline {

namespace {

constexpr std::size_t gap = 3;

struct Widths {
  std::size_t left = 0;
  std::size_t right = 0;
  std::size_t alone = 0;

  std::size_t whole() const { return std::max(left + (right > 0 ? 1 + right : 0), alone); }

  void cover(const Grid::Cell& cell) {
    if (cell.left.empty()) {
      alone = std::max(alone, width_of(cell.right));
    } else {
      left = std::max(left, width_of(cell.left));
      right = std::max(right, width_of(cell.right));
    }
  }
};

std::string blanks(std::size_t wanted, std::size_t taken) {
  return std::string(wanted > taken ? wanted - taken : 0, ' ');
}

std::string laid_out(const Grid::Cell& cell, const Widths& widths) {
  if (cell.left.empty()) return blanks(widths.whole(), width_of(cell.right)) + cell.right;
  const auto inner = widths.left + (widths.right > 0 ? 1 + widths.right : 0);
  auto text = blanks(widths.left, width_of(cell.left)) + cell.left;
  if (widths.right > 0) text += " " + cell.right + blanks(widths.right, width_of(cell.right));
  return blanks(widths.whole(), inner) + text;
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string cut_to_width(const std::string& text, std::size_t most) {
  if (width_of(text) <= most) return text;
  auto end = text.begin();
  for (std::size_t width = 0; width < most; ++end) width += (end[1] & 0xC0) != 0x80;
  return std::string(text.begin(), end) + "…";
}

std::string Grid::text() const {
  std::size_t title = 0;
  std::vector<Widths> columns;
  for (const auto& row : rows_) {
    if (!row.cells.empty()) title = std::max(title, width_of(row.title));
    columns.resize(std::max(columns.size(), row.cells.size()));
    for (std::size_t i = 0; i < row.cells.size(); ++i) columns[i].cover(row.cells[i]);
  }
  std::string text;
  for (const auto& row : rows_) {
    auto line = row.title;
    if (!row.cells.empty()) line += blanks(title, width_of(row.title));
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      line += std::string(gap, ' ') + laid_out(row.cells[i], columns[i]);
    if (!row.note.empty()) line += "  " + row.note;
    text += without_trailing_blanks(std::move(line)) + "\n";
  }
  return text;
}

std::string wrapped(const std::string& text, std::size_t width) {
  std::istringstream words(text);
  std::string lines;
  std::size_t column = 0;
  for (std::string word; words >> word;) {
    const auto needed = width_of(word);
    const bool fits = column + 1 + needed <= width;
    if (column > 0) lines += fits ? " " : "\n";
    column = column > 0 && fits ? column + 1 + needed : needed;
    lines += word;
  }
  return lines + "\n";
}

}  // namespace faultline
