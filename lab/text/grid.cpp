#include "lab/text/grid.hpp"

#include <algorithm>
#include <sstream>

namespace faultline {

namespace {

constexpr std::size_t gap = 2;

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

/// The first column behind `from` for which `room` has no place; one is always placed.
std::size_t columns_that_fit(const std::vector<Widths>& columns, std::size_t from,
                             std::size_t room) {
  std::size_t taken = 0;
  auto to = from;
  for (; to < columns.size(); ++to) {
    taken += gap + columns[to].whole();
    if (taken > room && to > from) break;
  }
  return to;
}

struct Span {
  std::size_t from;
  std::size_t to;
};

/// What the rows take beside each other.
struct Layout {
  explicit Layout(const std::vector<Grid::Row>& rows) {
    for (const auto& row : rows) {
      if (row.cells.empty()) continue;
      title = std::max(title, width_of(row.title));
      if (!row.note.empty()) note = std::max(note, gap + width_of(row.note));
      columns.resize(std::max(columns.size(), row.cells.size()));
      for (std::size_t i = 0; i < row.cells.size(); ++i) columns[i].cover(row.cells[i]);
    }
  }

  std::size_t title = 0;
  std::size_t note = 0;
  std::vector<Widths> columns;
};

/// Empty where the shown columns have nothing of the row.
std::string line(const Grid::Row& row, const Layout& layout, Span shown) {
  const auto to = std::min(shown.to, row.cells.size());
  const auto empty = [](const Grid::Cell& cell) { return cell.left.empty() && cell.right.empty(); };
  if (shown.from < to && std::all_of(row.cells.begin() + shown.from, row.cells.begin() + to, empty))
    return "";
  auto text = row.title;
  if (!row.cells.empty()) text += blanks(layout.title, width_of(row.title));
  for (auto i = shown.from; i < to; ++i)
    text += std::string(gap, ' ') + laid_out(row.cells[i], layout.columns[i]);
  const bool last = shown.to >= layout.columns.size();
  if (last && !row.note.empty()) text += std::string(gap, ' ') + row.note;
  return without_trailing_blanks(std::move(text)) + "\n";
}

/// "184.2" and "1,000": what follows is its unit.
bool is_number(const std::string& word) {
  return word.find_first_not_of("0123456789.,") == std::string::npos;
}

}  // namespace

std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  bool in_colour = false;
  for (const char byte : text) {
    in_colour = in_colour || byte == '\033';
    if (!in_colour && (byte & 0xC0) != 0x80) ++width;
    in_colour = in_colour && byte != 'm';
  }
  return width;
}

std::string cut_to_width(const std::string& text, std::size_t most) {
  if (width_of(text) <= most) return text;
  auto end = text.begin();
  for (std::size_t width = 0; width < most; ++end) width += (end[1] & 0xC0) != 0x80;
  return std::string(text.begin(), end) + "…";
}

std::size_t Grid::width() const {
  const Layout layout(rows_);
  auto width = layout.title + layout.note;
  for (const auto& column : layout.columns) width += gap + column.whole();
  return width;
}

std::string Grid::text() const {
  const Layout layout(rows_);
  const auto room = page_width - std::min(page_width, layout.title + layout.note);
  std::string text;
  for (std::size_t from = 0, to = 0; from == 0 || from < layout.columns.size(); from = to) {
    to = columns_that_fit(layout.columns, from, room);
    if (from > 0) text += "\n";
    for (const auto& row : rows_) text += line(row, layout, {from, to});
  }
  return text;
}

std::string wrapped(const std::string& text, std::size_t width) {
  std::istringstream words(text);
  std::string lines;
  std::size_t column = 0;
  for (std::string word; words >> word;) {
    if (std::string unit; is_number(word) && words >> unit) word += " " + unit;
    const auto needed = width_of(word);
    const bool fits = column + 1 + needed <= width;
    if (column > 0) lines += fits ? " " : "\n";
    column = column > 0 && fits ? column + 1 + needed : needed;
    lines += word;
  }
  return lines + "\n";
}

std::string hung(const std::string& lead, const std::string& text) {
  const auto indent = width_of(lead);
  std::istringstream lines(wrapped(text, page_width - std::min(page_width - 20, indent)));
  std::string hanging;
  for (std::string line; std::getline(lines, line);)
    hanging += (hanging.empty() ? lead : std::string(indent, ' ')) + line + "\n";
  return hanging;
}

std::vector<std::string> broken(const std::string& name, std::size_t most) {
  std::vector<std::string> pieces;
  auto rest = name;
  while (width_of(rest) > most) {
    auto piece = cut_to_width(rest, most);
    piece.erase(piece.size() - std::string_view("…").size());
    const auto mark = piece.find_last_of(" -_.");
    if (mark != piece.npos && mark > 0) piece.resize(mark + 1);
    rest.erase(0, piece.size());
    pieces.push_back(without_trailing_blanks(std::move(piece)));
  }
  pieces.push_back(std::move(rest));
  return pieces;
}

}  // namespace faultline
