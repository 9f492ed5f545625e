#include <cmath>

#include "sim/random/count.hpp"

namespace faultline {

namespace {

/// P(N >= n) = q^(n - 1) for n = 1, 2, ...; q = 1 - 1 / mean: N = 1 + floor(ln(1 - U) / ln q). Few
/// are many, such as the items of a shopping cart.
class Geometric final : public Count {
 public:
  void fields(Fields& f) override {
    f("mean", mean_,
      {.says = "the mean; at least 1", .at_least = 1, .at_most = 1e6, .required = true});
  }
  std::int64_t sample(Draw& draw) const override {
    const double u = draw.uniform();
    if (mean_ == 1) return 1;
    return 1 + static_cast<std::int64_t>(std::log1p(-u) / std::log1p(-1 / mean_));
  }
  double mean() const override { return mean_; }
  std::int64_t least() const override { return 1; }

 private:
  double mean_ = 1;
};

}  // namespace

Kind<Count> geometric_count() {
  return kind<Count, Geometric>(
      "geometric", "At least once; after each time, one more with the same probability.");
}

}  // namespace faultline
