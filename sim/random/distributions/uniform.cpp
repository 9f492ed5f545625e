#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = low + (high - low) U.
class Uniform final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("low", low_, {.says = "the shortest duration", .at_least = 0, .required = true});
    f("high", high_, {.says = "the longest duration", .at_least = 0, .required = true});
    if (f.sound() && high_ < low_)
      f.problems().add(f.place_of("high"), "\"high\" is below \"low\"");
  }
  Duration sample(Draw& draw) const override {
    return low_ + from_nanoseconds(static_cast<double>((high_ - low_).count()) * draw.uniform());
  }
  double mean() const override { return seconds(low_ + high_) / 2; }
  Duration least() const override { return low_; }

 private:
  Duration low_{};
  Duration high_{};
};

}  // namespace

Kind<Distribution> uniform() {
  return kind<Distribution, Uniform>("uniform",
                                     "Every duration between two bounds is equally likely.");
}

}  // namespace faultline
