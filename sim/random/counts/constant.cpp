#include "sim/random/count.hpp"

namespace faultline {

namespace {

/// N = value.
class Constant final : public Count {
 public:
  void fields(Fields& f) override {
    f("value", value_, {.says = "the number", .at_least = 0, .at_most = 1e6, .required = true});
  }
  std::int64_t sample(Draw&) const override { return value_; }
  double mean() const override { return static_cast<double>(value_); }
  std::int64_t least() const override { return value_; }
  std::int64_t most() const override { return value_; }

 private:
  std::int64_t value_ = 0;
};

}  // namespace

Kind<Count> constant_count() {
  return kind<Count, Constant>("constant", "Always the same number.");
}

}  // namespace faultline
