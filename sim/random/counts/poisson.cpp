#include <cmath>

#include "sim/random/count.hpp"

namespace faultline {

namespace {

/// P(N = n) = e^(-mean) mean^n / n!, by going through the distribution function.
class Poisson final : public Count {
 public:
  void fields(Fields& f) override {
    f("mean", mean_, {.says = "the mean", .at_most = 500, .positive = true, .required = true});
  }
  std::int64_t sample(Draw& draw) const override {
    const double u = draw.uniform();
    double probability = std::exp(-mean_);
    double reached = probability;
    std::int64_t n = 0;
    while (reached < u && probability > 0) {
      probability *= mean_ / static_cast<double>(++n);
      reached += probability;
    }
    return n;
  }
  double mean() const override { return mean_; }

 private:
  double mean_ = 1;
};

}  // namespace

Kind<Count> poisson_count() {
  return kind<Count, Poisson>("poisson",
                              "Number of many independent events, each of them unlikely.");
}

}  // namespace faultline
