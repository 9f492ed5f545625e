#pragma once

#include <string>
#include <vector>

#include "lab/advice/advice.hpp"
#include "lab/text/json.hpp"
#include "lab/text/result_file.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// What would help each design, for people.
std::string advice_text(const std::vector<Advice>& designs, const Paint& paint);

/// The same with all measures.
Json advice_json(const std::vector<Advice>& designs);

/// Each step of each sequence as a scenario that runs, and how it differs from the one before.
std::vector<ResultFile> advice_files(const std::vector<Advice>& designs, const Document& original);

/// A measure of a changed design that matters to the reader, and how it was before.
struct Changed {
  std::size_t measure;
  Estimate before;
  Estimate after;
  const Difference* difference;
};

/// What is better with a remedy, and what it costs, in the order of importance. Of a price that the
/// design did not have to pay before (no staleness without a copy) there is no difference.
struct Bargain {
  std::vector<Changed> gains;
  std::vector<Changed> prices;
};
Bargain bargain_of(const DesignRuns& before, const TriedRemedy& tried);

}  // namespace faultline
