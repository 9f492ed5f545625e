#include <cmath>
#include <limits>

#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// P(X > x) = (min / x)^shape for x >= min; X = min (1 - U)^(-1 / shape). The mean is
/// min shape / (shape - 1) for shape > 1 and infinite otherwise.
class Pareto final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("min", min_, {.says = "the shortest duration", .positive = true, .required = true});
    f("shape", shape_,
      {.says = "the tail index: a smaller one means a heavier tail",
       .positive = true,
       .required = true});
  }
  Duration sample(Draw& draw) const override {
    return from_nanoseconds(static_cast<double>(min_.count()) *
                            std::pow(1 - draw.uniform(), -1 / shape_));
  }
  Duration least() const override { return min_; }
  double mean() const override {
    return shape_ > 1 ? seconds(min_) * shape_ / (shape_ - 1)
                      : std::numeric_limits<double>::infinity();
  }

 private:
  Duration min_{};
  double shape_ = 2;
};

}  // namespace

Kind<Distribution> pareto() {
  return kind<Distribution, Pareto>("pareto", "A heavy tail: a few durations are very long.");
}

}  // namespace faultline
