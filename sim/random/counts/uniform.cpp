#include "sim/random/count.hpp"

namespace faultline {

namespace {

/// N = low + floor((high - low + 1) U).
class Uniform final : public Count {
 public:
  void fields(Fields& f) override {
    f("low", low_,
      {.says = "the smallest number", .at_least = 0, .at_most = 1e6, .required = true});
    f("high", high_,
      {.says = "the greatest number", .at_least = 0, .at_most = 1e6, .required = true});
    if (f.sound() && high_ < low_)
      f.problems().add(f.place_of("high"), "\"high\" is below \"low\"");
  }
  std::int64_t sample(Draw& draw) const override {
    return low_ + static_cast<std::int64_t>(static_cast<double>(high_ - low_ + 1) * draw.uniform());
  }
  double mean() const override { return static_cast<double>(low_ + high_) / 2; }
  std::int64_t least() const override { return low_; }
  std::int64_t most() const override { return high_; }

 private:
  std::int64_t low_ = 0;
  std::int64_t high_ = 0;
};

}  // namespace

Kind<Count> uniform_count() {
  return kind<Count, Uniform>("uniform", "Every number between two bounds is equally likely.");
}

}  // namespace faultline
