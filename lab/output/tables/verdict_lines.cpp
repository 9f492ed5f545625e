#include "lab/output/tables/verdict_lines.hpp"

#include <fmt/format.h>

#include <cmath>

#include "lab/output/claim.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

Claim claim_of(const JudgedExpectation& judged) {
  const auto& asked = judged.expected.expectation;
  return {asked.measure, judged.expected.window, asked.at_least, asked.at_most};
}

std::string finding_of(const JudgedExpectation& judged, std::size_t replications) {
  const auto& verdict = judged.verdict;
  if (std::isnan(verdict.estimate.mean)) return fmt::format("no value, {}", verdict.reason);
  const auto claim = claim_of(judged);
  const auto figure =
      figure_of(measures[claim.measure].unit, verdict.estimate, scale_for(claim, verdict.estimate));
  const auto found = marked(figure, verdict.estimate, replications).text();
  return verdict.close ? found + " (close: another seed may give another verdict)" : found;
}

}  // namespace

ToldVerdict told_verdict(const JudgedExpectation& judged, std::size_t replications) {
  const auto claim = claim_of(judged);
  return {in_words(claim, scale_for(claim, judged.verdict.estimate)),
          finding_of(judged, replications)};
}

std::string verdict_in_words(const JudgedExpectation& judged, std::size_t replications) {
  const auto told = told_verdict(judged, replications);
  return fmt::format("{}: {}: {}", judged.expected.design, told.claim, told.finding);
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
