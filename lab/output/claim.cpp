#include "lab/output/claim.hpp"

#include <array>
#include <cmath>

namespace faultline {

Scale scale_for(const Claim& claim, const Estimate& found) {
  const auto given = [](std::optional<double> bound) {
    return Estimate{bound.value_or(NAN), NAN, NAN, 0};
  };
  const std::array all{found, given(claim.at_least), given(claim.at_most)};
  return scale_of(measures[claim.measure].unit, all);
}

std::string in_words(const Claim& claim, const Scale& scale) {
  auto text = uncapitalised(measures[claim.measure].title);
  const std::string pause = text.find(',') == text.npos ? " " : ", ";
  if (!claim.when.empty()) text += pause + claim.when;
  if (claim.at_least) text += pause + "at least " + text_of(*claim.at_least, scale);
  if (claim.at_least && claim.at_most) text += " and ";
  if (claim.at_most)
    text += (claim.at_least ? "" : pause) + "at most " + text_of(*claim.at_most, scale);
  return text;
}

}  // namespace faultline
