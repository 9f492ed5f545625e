#include <cmath>
#include <numbers>

#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// The normal law cut at 0: that of a normal duration of which it is known that it is not negative.
/// With a = -mean / deviation and P the normal distribution function,
///   X = mean + deviation z(P(a) + U (1 - P(a))), z the normal quantile,
/// whose own mean is mean + deviation p(a) / (1 - P(a)), p the normal density. Where the mean is
/// four deviations or more, next to nothing is cut off, and the two means are the same.
class Normal final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("mean", mean_, {.says = "the mean, before truncation", .at_least = 0, .required = true});
    f("deviation", deviation_,
      {.says = "the standard deviation, before truncation", .positive = true, .required = true});
    if (!f.sound()) return;
    const double at = -seconds(mean_) / seconds(deviation_);
    cut_ = std::erfc(-at / std::numbers::sqrt2) / 2;
    const double density = std::exp(-at * at / 2) / std::sqrt(2 * std::numbers::pi);
    own_mean_ = seconds(mean_) + seconds(deviation_) * density / (1 - cut_);
  }
  Duration sample(Draw& draw) const override {
    const double z = normal_quantile(cut_ + draw.uniform() * (1 - cut_));
    const auto sampled =
        static_cast<double>(mean_.count()) + static_cast<double>(deviation_.count()) * z;
    return from_nanoseconds(std::max(0.0, sampled));
  }
  double mean() const override { return own_mean_; }

 private:
  Duration mean_{};
  Duration deviation_{};
  double cut_ = 0;  ///< the share of the uncut law that lies below 0
  double own_mean_ = 0;
};

}  // namespace

Kind<Distribution> normal() {
  return kind<Distribution, Normal>("normal", "Symmetric around its mean, and truncated at 0.");
}

}  // namespace faultline
