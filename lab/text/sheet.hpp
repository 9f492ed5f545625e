#pragma once

#include <string>
#include <vector>

namespace faultline {

/// Words in columns that begin at one place each.
class Sheet {
 public:
  using Row = std::vector<std::string>;

  /// Every line but headings begins with `indent` blanks.
  explicit Sheet(std::size_t indent) : indent_(indent) {}

  void add(Row row) { rows_.push_back(std::move(row)); }
  void add_heading(std::string words) { rows_.push_back({std::move(words)}); }

  /// The last column of each row takes what is left of 100, in as many lines as it needs.
  std::string text() const;

 private:
  std::size_t indent_;
  std::vector<Row> rows_;  ///< all as long, but for headings, which have one part
};

}  // namespace faultline
