#include "tests/house_rules/source.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace faultline::house {

namespace fs = std::filesystem;

namespace {

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool is_text(const fs::path& path) {
  static const std::vector<std::string> endings = {
      "",       ".bash", ".cmake", ".cpp", ".css", ".csv", ".dot", ".hpp", ".html",
      ".ipynb", ".js",   ".json",  ".md",  ".mjs", ".py",  ".ts",  ".txt", ".yml"};
  return std::ranges::find(endings, path.extension().string()) != endings.end();
}

bool is_made_here(const fs::path& folder) {
  static const std::vector<std::string> names = {".git", "build", "node_modules", "results"};
  return std::ranges::find(names, folder.filename().string()) != names.end();
}

/// Where the comment or literal that begins at `start` ends; `start` itself where none does.
std::size_t end_of_blank(std::string_view text, std::size_t start) {
  const auto past = [&](std::string_view end, std::size_t from) {
    const auto found = text.find(end, from);
    return found == text.npos ? text.size() : found + end.size();
  };
  const auto rest = text.substr(start);
  const bool after_letter = start > 0 && is_letter(text[start - 1]);
  if (rest.starts_with("//")) return std::min(text.find('\n', start), text.size());
  if (rest.starts_with("/*")) return past("*/", start + 2);
  if (rest.starts_with("R\"") && !after_letter) {
    const auto open = std::min(text.find('(', start), text.size());
    return past(")" + std::string{text.substr(start + 2, open - start - 2)} + "\"", open);
  }
  if (rest[0] != '"' && (rest[0] != '\'' || after_letter)) return start;  // 1'000 is a number
  auto end = start + 1;
  while (end < text.size() && text[end] != rest[0] && text[end] != '\n')
    end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

}  // namespace

std::string_view Source::room() const { return std::string_view{path}.substr(0, path.find('/')); }

Finding finding(const Source& source, std::size_t offset, const std::string& message) {
  const auto before = std::string_view{source.text}.substr(0, offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  return source.path + ":" + std::to_string(line) + ": " + message;
}

std::vector<Source> read_tree(const fs::path& root) {
  std::vector<Source> sources;
  for (auto entry = fs::recursive_directory_iterator{root}; entry != fs::end(entry); ++entry) {
    if (entry->is_directory() && is_made_here(entry->path())) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || !is_text(entry->path())) continue;
    std::ifstream file{entry->path(), std::ios::binary};
    sources.push_back({entry->path().lexically_relative(root).generic_string(),
                       {std::istreambuf_iterator<char>{file}, {}}});
  }
  std::ranges::sort(sources, {}, &Source::path);
  return sources;
}

std::string code_of(std::string_view text) {
  std::string code{text};
  for (std::size_t i = 0; i < text.size();) {
    const auto end = end_of_blank(text, i);
    for (auto k = i; k < end; ++k)
      if (code[k] != '\n') code[k] = ' ';
    i = std::max(end, i + 1);
  }
  return code;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Word> words_of(std::string_view code) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < code.size();) {
    const auto start = i;
    while (i < code.size() && is_letter(code[i])) ++i;
    if (i > start) words.push_back({code.substr(start, i - start), start});
    if (i == start) ++i;
  }
  return words;
}

}  // namespace faultline::house
