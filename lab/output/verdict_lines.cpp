#include "lab/output/verdict_lines.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

Scale scale_for(const JudgedExpectation& judged) {
  const auto& asked = judged.expected.expectation;
  const auto given = [](std::optional<double> bound) {
    return Estimate{bound.value_or(NAN), NAN, NAN, 0};
  };
  const std::array all{judged.verdict.estimate, given(asked.at_least), given(asked.at_most)};
  return scale_of(measures[asked.measure].unit, all);
}

/// "availability during payment down at most 5 %".
std::string claim(const JudgedExpectation& judged) {
  const auto& [design, window, asked] = judged.expected;
  const auto scale = scale_for(judged);
  auto text = uncapitalised(measures[asked.measure].title);
  const std::string pause = text.find(',') == text.npos ? " " : ", ";
  if (!window.empty()) text += pause + window;
  if (asked.at_least) text += pause + "at least " + text_of(*asked.at_least, scale);
  if (asked.at_least && asked.at_most) text += " and ";
  if (asked.at_most)
    text += (asked.at_least ? "" : pause) + "at most " + text_of(*asked.at_most, scale);
  return text;
}

std::string finding(const JudgedExpectation& judged, std::size_t replications) {
  const auto& verdict = judged.verdict;
  if (std::isnan(verdict.estimate.mean)) return fmt::format("no value, {}", verdict.reason);
  const auto figure = figure_of(measures[judged.expected.expectation.measure].unit,
                                verdict.estimate, scale_for(judged));
  const auto found = marked(figure, verdict.estimate, replications).text();
  return verdict.close ? found + " (close: another seed may give another verdict)" : found;
}

}  // namespace

std::string verdict_in_words(const JudgedExpectation& judged, std::size_t replications) {
  return fmt::format("{}: {}: {}", judged.expected.design, claim(judged),
                     finding(judged, replications));
}

std::string verdict_lines(const Results& results, const Paint& paint, Detail detail) {
  std::string lines;
  for (const auto& judged : results.verdicts) {
    if (judged.verdict.passed && detail == Detail::brief) continue;
    const auto mark = judged.verdict.passed ? paint.good("pass") : paint.bad("FAIL");
    lines += hung("  " + mark + "  ", verdict_in_words(judged, results.replications));
  }
  return lines;
}

}  // namespace faultline
