#pragma once

#include <string>
#include <vector>

namespace faultline {

/// Rows of a text table whose columns line up.
class Grid {
 public:
  /// What stands in one column of a row: the `left` parts of a column end at one place and the
  /// `right` parts begin behind it, so that numbers meet at their "±". A cell without `left` ends
  /// where the column ends.
  struct Cell {
    std::string left;
    std::string right;
  };

  struct Row {
    std::string title;
    std::vector<Cell> cells;  ///< none: the title is a heading, its width does not matter
    std::string note;         ///< behind the last column
  };

  void add(Row row) { rows_.push_back(std::move(row)); }

  std::string text() const;

 private:
  std::vector<Row> rows_;
};

/// Columns that the text takes on a terminal, one for each character.
std::size_t width_of(const std::string& text);

/// The text, or where it is longer as much of it as takes `most` columns, and a mark.
std::string cut_to_width(const std::string& text, std::size_t most);

/// The text in lines of at most `width` columns, broken at blanks.
std::string wrapped(const std::string& text, std::size_t width);

}  // namespace faultline
