#include "lab/output/summaries/markdown_summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "lab/output/tables/findings.hpp"
#include "lab/output/tables/hypothesis_lines.hpp"
#include "lab/output/tables/strike_lines.hpp"
#include "lab/output/tables/verdict_lines.hpp"
#include "lab/output/untold.hpp"
#include "lab/text/build.hpp"
#include "lab/text/figure.hpp"

namespace faultline {

namespace {

std::string row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string head(const std::vector<std::string>& titles, const std::string& rule) {
  std::string line = "|";
  for (std::size_t i = 0; i < titles.size(); ++i) line += i == 0 ? " --- |" : " " + rule + " |";
  return row(titles) + line + "\n";
}

std::string verdict(const Results& results) {
  std::vector<std::string> words{results.hold() ? "passed" : "failed"};
  if (results.partial())
    words.push_back(fmt::format("partial: {} of {} replications", results.replications,
                                results.wanted_replications));
  const auto expectations = finding_on_expectations(results);
  if (!expectations.empty()) words.push_back(uncapitalised(expectations));
  if (results.hypothesis())
    words.push_back("steady-state hypothesis: " + hypothesis_in_short(results));
  return fmt::format("**Verdict: {}**\n", in_markdown(fmt::format("{}", fmt::join(words, "; "))));
}

std::string measures_section(const Results& results) {
  const bool two = results.designs.size() == 2;
  std::vector<std::string> titles{""};
  for (const auto& design : results.designs) titles.push_back(in_markdown(design.name));
  if (two) titles.emplace_back("better");
  auto text = "\n## Measures\n\n" + head(titles, "---:");
  for (std::size_t measure = 0; measure < measures.size(); ++measure) {
    const auto estimates = estimates_of(results, measure, 0);
    if (!is_told_in_brief(results, measure) || untold(measure, estimates)) continue;
    const auto unit = measures[measure].unit;
    const auto scale = scale_of(unit, estimates);
    std::vector<std::string> cells{std::string(measures[measure].title)};
    for (const auto& estimate : estimates)
      cells.push_back(
          marked(figure_of(unit, estimate, scale), estimate, results.replications).text());
    if (two) {
      const auto& comparison = results.comparisons.front();
      cells.push_back(in_markdown(comparison.winner(comparison.slices.front()[measure])));
    }
    text += row(cells);
  }
  return text;
}

std::string verdicts_section(const Results& results) {
  std::string rows;
  const auto add = [&](const std::string& mark, const std::string& design, const std::string& claim,
                       const std::string& finding) {
    rows += row({mark, in_markdown(design), in_markdown(claim), in_markdown(finding)});
  };
  for (const auto& judged : results.verdicts) {
    const auto& [claim, finding] = told_verdict(judged, results.replications);
    add(judged.verdict.passed ? "pass" : "**FAIL**", judged.expected.design, claim, finding);
  }
  for (const auto& told : probes_in_words(results)) {
    const std::string word(name_of(told.steadiness));
    add(told.steadiness == Steadiness::deviated ? "**" + word + "**" : word, told.design,
        told.claim, told.finding);
  }
  if (rows.empty()) return "";
  return "\n## Verdicts\n\n" + head({"verdict", "design", "claim", "found"}, "---") + rows;
}

std::string what_broke(const Results& results) {
  std::string lines;
  for (const auto& design : results.designs)
    lines +=
        fmt::format("- **{}**: {}\n", in_markdown(design.name), in_markdown(finding_on(design)));
  for (const auto& line : consequences_in_words(results))
    lines += fmt::format("- {}\n", in_markdown(line));
  for (const auto& line : strikes_in_words(results))
    lines += fmt::format("- {}\n", in_markdown(line));
  for (const auto& line : aborts_in_words(results))
    lines += fmt::format("- {}\n", in_markdown(line));
  return "\n## What broke\n\n" + lines;
}

}  // namespace

std::string in_markdown(const std::string& text) {
  constexpr std::string_view marks = "\\`*_[]<>|#";
  std::string escaped;
  for (const char letter : text) {
    if (marks.find(letter) != marks.npos) escaped += '\\';
    escaped += letter == '\n' ? ' ' : letter;
  }
  return escaped;
}

std::string markdown_summary(const Results& results) {
  auto text =
      fmt::format("# {}\n\n> {}\n\n", in_markdown(results.title), in_markdown(results.question));
  text += verdict(results) + verdicts_section(results) + measures_section(results) +
          what_broke(results);
  return text + fmt::format("\n{}, seed {}; mean ± 95 % interval; faultline {} ({}).\n",
                            counted(results.replications, "replication"), results.seed, version,
                            in_markdown(build()));
}

}  // namespace faultline
