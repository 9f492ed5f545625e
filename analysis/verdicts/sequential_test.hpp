#pragma once

#include <cstddef>
#include <cstdint>

namespace faultline {

/// Between which probabilities of an event a sequential test decides, and how surely.
struct SequentialPlan {
  double rarely = 0.15;   ///< p0: it happens at most so often
  double mostly = 0.85;   ///< p1: it happens at least so often
  double error = 0.05;    ///< probability of a wrong decision, where it is one of the two
  std::size_t most = 20;  ///< observations; then the majority decides, a tie for "rarely"
};

/// Wald's sequential probability ratio test of a probability p, p <= p0 against p >= p1, from
/// independent yes-or-no observations. After y times yes and n times no the logarithm of the
/// likelihood ratio is
///
///     L = y ln(p1 / p0) + n ln((1 - p1) / (1 - p0))
///
/// It decides for p1 where L >= ln((1 - e) / e), for p0 where L <= ln(e / (1 - e)), with the
/// probability e of an error, and goes on in between. With the usual plan two observations more of
/// one answer than of the other decide, so that clear cases take two observations; by the ruin of a
/// gambler an error has the probability 1 / (1 + (p1 / p0)^2), 3 % at p0 and p1. In between, where
/// either answer is right, it takes longest: four observations on average at p = 1/2. Source: Wald,
/// "Sequential tests of statistical hypotheses", Annals of Mathematical Statistics 16 (1945).
class SequentialTest {
 public:
  enum class Decision : std::uint8_t { open, rarely, mostly };

  explicit SequentialTest(const SequentialPlan& plan) : plan_(plan) {}

  void add(bool yes);
  Decision decision() const;

 private:
  SequentialPlan plan_;
  double log_ratio_ = 0;
  std::size_t yes_ = 0;
  std::size_t observations_ = 0;
};

}  // namespace faultline
