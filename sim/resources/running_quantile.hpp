#pragma once

#include <array>
#include <cstdint>

namespace faultline {

/// The p-quantile of all values seen so far, in five numbers: heights at the least, p/2, p,
/// (1 + p)/2 and the greatest, moved along a parabola as values come.
/// Source: Jain, Chlamtac, "The P^2 algorithm for dynamic calculation of quantiles and histograms
/// without storing observations", CACM 28(10), 1985.
class RunningQuantile {
 public:
  explicit RunningQuantile(double p);

  void add(double value);
  std::int64_t count() const { return count_; }
  /// Of at least five values; of fewer the greatest.
  double value() const;

 private:
  void add_early(double value);
  double parabolic(int i, double step) const;
  double linear(int i, double step) const;

  std::int64_t count_ = 0;
  std::array<double, 5> heights_{};
  std::array<double, 5> places_{1, 2, 3, 4, 5};
  std::array<double, 5> wanted_{};
  std::array<double, 5> steps_{};
};

/// The p-quantile of the latest values: of the `window` before the present ones, which are at most
/// as many; of all so far until there is such a window. So what has changed is known after one
/// window, and forgotten after two.
class RecentQuantile {
 public:
  RecentQuantile(double p, std::int64_t window) : p_(p), window_(window), present_(p), last_(p) {}

  void add(double value);
  /// Values seen so far.
  std::int64_t count() const { return count_; }
  double value() const { return count_ > window_ ? last_.value() : present_.value(); }

 private:
  double p_;
  std::int64_t window_;
  std::int64_t count_ = 0;
  RunningQuantile present_;
  RunningQuantile last_;
};

}  // namespace faultline
