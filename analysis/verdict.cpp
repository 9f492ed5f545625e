#include "analysis/verdict.hpp"

#include <cmath>

#include "analysis/measures.hpp"
#include "analysis/replications.hpp"

namespace faultline {

namespace {

bool straddles(const Estimate& estimate, std::optional<double> bound) {
  return bound && estimate.low < *bound && *bound < estimate.high;
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
