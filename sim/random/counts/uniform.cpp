#include "sim/random/count.hpp"

namespace faultline {

namespace {

/// N = min + floor((max - min + 1) U).
class Uniform final : public Count {
 public:
  void fields(Fields& f) override {
    f("min", min_,
      {.says = "the smallest number", .at_least = 0, .at_most = 1e6, .required = true});
    f("max", max_,
      {.says = "the greatest number", .at_least = 0, .at_most = 1e6, .required = true});
    if (f.sound() && max_ < min_)
      f.problems().add(f.place_of("max"), "\"max\" is less than \"min\"");
  }
  std::int64_t sample(Draw& draw) const override {
    return min_ + static_cast<std::int64_t>(static_cast<double>(max_ - min_ + 1) * draw.uniform());
  }
  double mean() const override { return static_cast<double>(min_ + max_) / 2; }
  std::int64_t least() const override { return min_; }
  std::int64_t most() const override { return max_; }

 private:
  std::int64_t min_ = 0;
  std::int64_t max_ = 0;
};

}  // namespace

Kind<Count> uniform_count() {
  return kind<Count, Uniform>("uniform", "Every number between two bounds is equally likely.");
}

}  // namespace faultline
