#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "analysis/estimates/estimate.hpp"
#include "analysis/measures/summary.hpp"

namespace faultline {

/// An expectation: the bounds that the scenario sets on a measure of a design.
struct Expectation {
  std::size_t slice = 0;    ///< index in RunSummary::measures
  std::size_t measure = 0;  ///< index in `measures`
  std::optional<double> at_least = std::nullopt;
  std::optional<double> at_most = std::nullopt;
};

/// Whether the expectation holds. The mean over the replications decides.
struct Verdict {
  bool passed;
  bool close;  ///< a bound lies within the interval: other seeds may decide otherwise
  Estimate estimate;
  std::string_view reason;  ///< why there is no value, which fails any expectation; else empty
};

Verdict judge(const Expectation& expectation, std::span<const RunSummary> runs);

}  // namespace faultline
