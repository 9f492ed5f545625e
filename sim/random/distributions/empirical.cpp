#include <algorithm>

#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = the value of rank floor(n U) among the n measured ones in ascending order.
class Empirical final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("values", values_, {.says = "the measured durations", .required = true});
    if (!f.sound()) return;
    if (values_.empty()) f.problems().add(f.place_of("values"), "\"values\" is empty");
    std::sort(values_.begin(), values_.end());
    if (!values_.empty() && values_.front() < Duration::zero())
      f.problems().add(f.place_of("values"), "\"values\" holds a negative duration");
  }
  Duration sample(Draw& draw) const override {
    const auto rank = draw.uniform() * static_cast<double>(values_.size());
    return values_[static_cast<std::size_t>(rank)];
  }
  Duration least() const override { return values_.front(); }
  double mean() const override {
    double sum = 0;
    for (const auto value : values_) sum += seconds(value);
    return sum / static_cast<double>(values_.size());
  }

 private:
  std::vector<Duration> values_;
};

}  // namespace

Kind<Distribution> empirical() {
  return kind<Distribution, Empirical>("empirical",
                                       "One of the measured durations, all equally likely.");
}

}  // namespace faultline
