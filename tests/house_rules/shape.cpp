#include <algorithm>

#include "tests/house_rules/rules.hpp"

namespace faultline::house {

namespace {

constexpr std::size_t most_lines = 300;
constexpr std::size_t most_columns = 100;

/// Characters, not bytes: the bytes that go on a UTF-8 character begin with the bits 10.
std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::size_t offset_of(std::string_view part, const Source& source) {
  return static_cast<std::size_t>(part.data() - source.text.data());
}

}  // namespace

Findings misshapen(const Source& source) {
  Findings findings;
  if (!source.is_code()) return findings;
  const auto lines = lines_of(source.text);
  if (lines.size() > most_lines)
    findings.push_back(
        finding(source, offset_of(lines[most_lines], source),
                std::to_string(lines.size()) + " lines, the cap is 300: one idea per file"));
  for (const auto line : lines)
    if (columns(line) > most_columns)
      findings.push_back(finding(source, offset_of(line, source),
                                 std::to_string(columns(line)) + " columns, the cap is 100"));
  if (source.is_header() && source.text.find("#pragma once\n") == std::string::npos)
    findings.push_back(finding(source, 0, "a header begins with #pragma once"));
  return findings;
}

Findings long_readme(const Source& source) {
  constexpr std::size_t most = 199;
  const auto lines = lines_of(source.text).size();
  if (source.path != "README.md" || lines <= most) return {};
  return {finding(source, 0, std::to_string(lines) + " lines, the cap is 199: make it a page")};
}

Findings split_names(const Source& source) {
  constexpr std::string_view test = "TEST_CASE(";
  Findings findings;
  if (!source.path.ends_with(".test.cpp")) return findings;
  for (auto at = source.text.find(test); at != source.text.npos; at = source.text.find(test, at)) {
    at += test.size();
    const auto opens = source.text.find('"', at);
    const auto closes = source.text.find('"', opens + 1);
    if (opens != source.text.npos &&
        source.text.substr(opens, closes - opens).find(';') != source.text.npos)
      findings.push_back(finding(source, at, "a semicolon in the name of a test: ctest splits it"));
  }
  return findings;
}

int median_length(const std::vector<Source>& tree) {
  std::vector<std::size_t> lengths;
  for (const auto& source : tree)
    if (source.is_code()) lengths.push_back(lines_of(source.text).size());
  if (lengths.empty()) return 0;
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  return static_cast<int>(*middle);
}

Findings untidy_blanks(const Source& source) {
  Findings findings;
  const bool blanks_mean_something =
      source.path.ends_with(".md") || source.path.ends_with(".ipynb") || source.path == "LICENSE";
  const bool built = source.path.starts_with("web/built/");
  if (blanks_mean_something || built || source.text.empty()) return findings;
  for (const auto line : lines_of(source.text)) {
    if (line.find('\t') != line.npos)
      findings.push_back(finding(source, offset_of(line, source), "a tab: indent with blanks"));
    if (line.ends_with(' ') || line.ends_with('\r'))
      findings.push_back(
          finding(source, offset_of(line, source), "a blank at the end of the line"));
  }
  if (!source.text.ends_with('\n'))
    findings.push_back(finding(source, source.text.size(), "the last line has no end"));
  return findings;
}

}  // namespace faultline::house
