#pragma once

#include <string>
#include <vector>

namespace faultline {

/// Columns of a terminal that every table for people fits into.
inline constexpr std::size_t page_width = 80;

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

  /// Of the longest line, were all columns side by side.
  std::size_t width() const;

  /// Lines of at most `page_width`, unless a title and one column take more. Columns that find no
  /// room beside the others follow in a block below, with the titles again.
  std::string text() const;

 private:
  std::vector<Row> rows_;
};

/// Columns that the text takes on a terminal, one for each character, none for its colour.
std::size_t width_of(const std::string& text);

/// The text, or where it is longer as much of it as takes `most` columns, and a mark.
std::string cut_to_width(const std::string& text, std::size_t most);

/// The text in lines of at most `width` columns, broken at blanks, but not between a number and its
/// unit.
std::string wrapped(const std::string& text, std::size_t width);

/// The text behind `lead`, in lines of at most `page_width` that begin at one place.
std::string hung(const std::string& lead, const std::string& text);

/// The name in pieces of at most `most` columns, broken behind a blank or a mark where there is
/// one.
std::vector<std::string> broken(const std::string& name, std::size_t most);

}  // namespace faultline
