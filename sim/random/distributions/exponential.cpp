#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = mean E, E exponential of mean 1.
class Exponential final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("mean", mean_, {.says = "the mean duration", .at_least = 0, .required = true});
  }
  Duration sample(Draw& draw) const override {
    return from_nanoseconds(static_cast<double>(mean_.count()) * draw.exponential());
  }
  double mean() const override { return seconds(mean_); }

 private:
  Duration mean_{};
};

}  // namespace

Kind<Distribution> exponential() {
  return kind<Distribution, Exponential>("exponential",
                                         "Memoryless: the standard deviation equals the mean.");
}

}  // namespace faultline
