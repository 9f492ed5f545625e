#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "analysis/estimates/estimate.hpp"
#include "analysis/measures/measures.hpp"

namespace faultline {

/// How numbers of one measure are written for people: times `factor`, with `unit` behind them.
struct Scale {
  double factor;
  std::string unit;
};

/// One scale for all of these, so that they can be compared at a glance: of seconds µs, ms or s.
Scale scale_of(Measure::Unit unit, std::span<const Estimate> estimates);

/// The scale of a difference: of shares it is percentage points (pts).
Scale difference_scale(const Scale& scale);

/// A number in two parts that stand side by side: "78.31" and "± 0.12 %".
struct Figure {
  std::string mean;
  std::string spread;  ///< half-width where there is an interval, and unit

  std::string text() const { return spread.empty() ? mean : mean + " " + spread; }
};

/// As many digits as the interval vouches for (two of its half-width), at most four and three
/// behind the point, except that a share keeps what sets it apart from 100 %. "-" where there is no
/// value.
Figure figure_of(const Estimate& estimate, const Scale& scale);

/// As it is written of a measure with this unit.
Figure figure_of(Measure::Unit unit, const Estimate& estimate, const Scale& scale);

/// A probability and its interval, which is not symmetric: "10" and "(2 to 40) %".
Figure probability_figure(const Estimate& probability);

/// With "(1 of 10)" behind it where only so many of the replications had a value.
Figure marked(Figure figure, const Estimate& estimate, std::size_t replications);

/// As figure_of, with its sign.
Figure signed_figure_of(const Estimate& difference, const Scale& scale);

/// A number that was given and not found: no interval, no digits that nobody wrote.
std::string text_of(double value, const Scale& scale);

/// "3.2 million", "15 thousand million".
std::string rounded(double count);

/// A span of wall time that is known roughly: "40 s", "12 min", "2.5 h".
std::string lasting(double seconds);

/// A title as it stands within a sentence: "greatest lag".
std::string uncapitalised(std::string_view title);
/// The sentence with a capital at its beginning.
std::string capitalised(std::string sentence);

/// The same among others, so that no comma of it is mistaken: "response time (99 %)".
std::string in_a_list(std::string_view title);

/// "1 design", "2 designs".
std::string counted(std::size_t count, const char* noun);

}  // namespace faultline
