#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::house {

/// A text file of the tree.
struct Source {
  std::string path;  ///< from the root of the tree, with slashes
  std::string text;

  std::string_view room() const;  ///< its first folder: "sim"
  bool is_header() const { return path.ends_with(".hpp"); }
  bool is_code() const { return is_header() || path.ends_with(".cpp"); }
};

/// An offence, as one reads it: "models/call.cpp:12: what is wrong and what to do instead".
using Finding = std::string;
using Findings = std::vector<Finding>;

/// The finding about the place in `source` that is `offset` bytes from its beginning.
Finding finding(const Source& source, std::size_t offset, const std::string& message);

/// Every text file below `root`, in order of path; not what was built or installed there.
std::vector<Source> read_tree(const std::filesystem::path& root);

/// The text with everything in comments and literals blanked; lines and offsets stay.
std::string code_of(std::string_view text);

/// The lines, without their ends.
std::vector<std::string_view> lines_of(std::string_view text);

/// An identifier or keyword, and where it begins.
struct Word {
  std::string_view text;
  std::size_t offset;
};

/// The identifiers and keywords of code, in order.
std::vector<Word> words_of(std::string_view code);

}  // namespace faultline::house
