#include <cmath>

#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = exp(mu + sigma z(U)) with mu = ln(median), sigma = ln(p99 / median) / z(0.99), z the normal
/// quantile; the mean is exp(mu + sigma^2 / 2).
class Lognormal final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("median", median_,
      {.says = "the median: half of the durations are shorter",
       .positive = true,
       .required = true});
    f("p99", p99_,
      {.says = "the 99th percentile: 99 of 100 durations are shorter",
       .positive = true,
       .required = true});
    if (!f.sound()) return;
    if (p99_ < median_) f.problems().add(f.place_of("p99"), "\"p99\" is below \"median\"");
    mu_ = std::log(static_cast<double>(median_.count()));
    sigma_ = (std::log(static_cast<double>(p99_.count())) - mu_) / normal_quantile(0.99);
  }
  Duration sample(Draw& draw) const override {
    return from_nanoseconds(std::exp(mu_ + sigma_ * normal_quantile(draw.uniform())));
  }
  double mean() const override { return std::exp(mu_ + sigma_ * sigma_ / 2) * 1e-9; }

 private:
  Duration median_{};
  Duration p99_{};
  double mu_ = 0;
  double sigma_ = 0;
};

}  // namespace

Kind<Distribution> lognormal() {
  return kind<Distribution, Lognormal>(
      "lognormal",
      "Skewed to the right, given by its median and 99th percentile: typical of service times.");
}

}  // namespace faultline
