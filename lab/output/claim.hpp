#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "lab/text/figure.hpp"

namespace faultline {

/// That a measure stays within its bounds, in some part of a run.
struct Claim {
  std::size_t measure;  ///< index in `measures`
  std::string when;     ///< "during payment down"; empty for the whole run
  std::optional<double> at_least;
  std::optional<double> at_most;
};

/// For what was found and for the bounds.
Scale scale_for(const Claim& claim, const Estimate& found);

/// "availability during payment down at most 5 %".
std::string in_words(const Claim& claim, const Scale& scale);

}  // namespace faultline
