#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = value.
class Constant final : public Distribution {
 public:
  Constant() = default;
  explicit Constant(Duration value) : value_(value) {}
  void fields(Fields& f) override {
    f("value", value_, {.says = "the duration", .at_least = 0, .required = true});
  }
  Duration sample(Draw&) const override { return value_; }
  double mean() const override { return seconds(value_); }
  Duration least() const override { return value_; }
  bool fixed() const override { return true; }

 private:
  Duration value_{};
};

}  // namespace

std::unique_ptr<Distribution> always(Duration value) { return std::make_unique<Constant>(value); }

Kind<Distribution> constant() {
  return kind<Distribution, Constant>("constant", "Always the same duration.");
}

}  // namespace faultline
