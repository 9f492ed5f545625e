#pragma once

#include <span>

namespace faultline {

/// A mean over replications with its 95 % confidence interval, for independent replications:
/// mean -+ t(0.975, n - 1) * s / sqrt(n), s the sample's standard deviation (Student's t).
///
/// With one value there is no interval: low and high are NaN. With none all three are NaN. Source:
/// Law, "Simulation Modeling and Analysis", 5th ed., section 4.5.
struct Estimate {
  double mean;
  double low;
  double high;
  int n;  ///< values that it rests on
};

/// From one value a replication; NaN (no value in that replication) is left out.
Estimate estimate(std::span<const double> values);

/// Of values that are 0 or 1, the share of ones, with Wilson's interval for a probability: also
/// where all are alike it has a width. Source: Wilson, JASA 22, 1927.
Estimate estimate_probability(std::span<const double> values);

/// The same with its interval cut off where the possible ends.
Estimate within(Estimate estimate, double least, double greatest);

/// Of second[i] - first[i], the same replication of two designs under common random numbers; a pair
/// in which either is NaN is left out.
Estimate paired_difference(std::span<const double> first, std::span<const double> second);

/// The probability of a mean paired difference as large as this one, or larger, in either
/// direction, where the two do not differ in law: Student's t with n - 1 degrees of freedom. Where
/// all differences are alike there is no spread to measure them by: then the probability that n
/// signs agree, 2^(1 - n), or 0 where neither of the two varies at all. NaN with fewer than two
/// pairs, or where each pair is equal.
double p_of_no_difference(std::span<const double> first, std::span<const double> second);

}  // namespace faultline
