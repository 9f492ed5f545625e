#pragma once

#include <span>

namespace faultline {

/// A mean over replications with its 95 % confidence interval, for independent replications:
/// mean -+ t(0.975, n - 1) * s / sqrt(n), s the sample's standard deviation (Student's t).
///
/// With one value there is no interval: low and high are NaN. Without values all three are NaN.
/// Source: Law, "Simulation Modeling and Analysis", 5th ed., section 4.5.
struct Estimate {
  double mean;
  double low;
  double high;
  int n;  ///< values that it rests on
};

/// The estimate from one value per replication; NaN (no value in that replication) is left out.
Estimate estimate(std::span<const double> values);

/// The same from their moments.
struct Moments;
Estimate estimate(const Moments& moments);

/// The share of ones among values that are 0 or 1, with Wilson's interval for a probability, which
/// has a width even if all values are equal. Source: Wilson, JASA 22, 1927.
Estimate estimate_probability(std::span<const double> values);

/// How many replications it takes, with the mean and the deviation that these have, until the
/// interval no longer contains `value`. Infinite if the mean is that value, or more than a million
/// would be needed; NaN with fewer than two values.
double replications_to_exclude(std::span<const double> values, double value);

/// The same for a probability with its interval.
double replications_to_exclude_probability(std::span<const double> values, double value);

/// The same estimate with its interval limited to the possible values.
Estimate within(Estimate estimate, double least, double greatest);

/// The estimate of second[i] - first[i], the same replication of two designs under common random
/// numbers; a pair in which either value is NaN is left out.
Estimate paired_difference(std::span<const double> first, std::span<const double> second);

/// The two-sided p-value of the mean paired difference, under the hypothesis that both designs have
/// the same distribution: Student's t with n - 1 degrees of freedom. If all differences are equal,
/// there is no spread to measure them by: then it is the probability that n signs agree, 2^(1 - n),
/// or 0 if neither design varies at all. NaN with fewer than two pairs, or if each pair is equal.
double p_of_no_difference(std::span<const double> first, std::span<const double> second);

/// The estimate of the mean of `second` minus that of `first`, of replications that have no draws
/// in common, and the p-value of no difference: Welch's t-test. `n` is the smaller number of
/// values. Source: Welch, "The generalization of 'Student's' problem when several different
/// population variances are involved", Biometrika 34, 1947.
struct UnpairedDifference {
  Estimate estimate;
  double p;  ///< NaN with fewer than two values on a side, or if neither varies nor differs
};
UnpairedDifference unpaired_difference(std::span<const double> first,
                                       std::span<const double> second);

}  // namespace faultline
