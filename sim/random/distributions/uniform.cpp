#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = min + (max - min) U.
class Uniform final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("min", min_, {.says = "the shortest duration", .at_least = 0, .required = true});
    f("max", max_, {.says = "the longest duration", .at_least = 0, .required = true});
    if (f.sound() && max_ < min_)
      f.problems().add(f.place_of("max"), "\"max\" is less than \"min\"");
  }
  Duration sample(Draw& draw) const override {
    return min_ + from_nanoseconds(static_cast<double>((max_ - min_).count()) * draw.uniform());
  }
  double mean() const override { return seconds(min_ + max_) / 2; }
  Duration least() const override { return min_; }

 private:
  Duration min_{};
  Duration max_{};
};

}  // namespace

Kind<Distribution> uniform() {
  return kind<Distribution, Uniform>("uniform",
                                     "Every duration between two bounds is equally likely.");
}

}  // namespace faultline
