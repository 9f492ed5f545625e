#include "analysis/verdicts/verdict.hpp"

#include <cmath>

#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/replications.hpp"

namespace faultline {

namespace {

/// An end of the interval counts, for what lies beyond it may have been cut off as impossible; not
/// where the mean is that end.
bool straddles(const Estimate& estimate, std::optional<double> bound) {
  const auto [mean, low, high, n] = estimate;
  return bound && (low < *bound || (low == *bound && *bound < mean)) &&
         (*bound < high || (*bound == high && mean < *bound));
}

}  // namespace

Verdict judge(const Expectation& expectation, std::span<const RunSummary> runs) {
  const auto& [slice, measure, at_least, at_most] = expectation;
  const auto found = estimate_measure(runs, slice, measure);
  if (std::isnan(found.mean)) return {false, false, found, measures.at(measure).missing};
  const bool passed =
      (!at_least || found.mean >= *at_least) && (!at_most || found.mean <= *at_most);
  const bool close = straddles(found, at_least) || straddles(found, at_most);
  return {passed, close, found, ""};
}

}  // namespace faultline
