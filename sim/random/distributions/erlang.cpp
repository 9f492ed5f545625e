#include "sim/random/distribution.hpp"

namespace faultline {

namespace {

/// X = -(mean / k) ln(U1 U2 ... Uk); the squared coefficient of variation is 1 / k.
class Erlang final : public Distribution {
 public:
  void fields(Fields& f) override {
    f("mean", mean_, {.says = "the mean of the sum", .at_least = 0, .required = true});
    f("stages", stages_,
      {.says = "number of stages k", .at_least = 1, .at_most = 1000, .required = true});
  }
  Duration sample(Draw& draw) const override {
    double sum = 0;
    for (std::int64_t stage = 0; stage < stages_; ++stage) sum += draw.exponential();
    return from_nanoseconds(static_cast<double>(mean_.count()) / static_cast<double>(stages_) *
                            sum);
  }
  double mean() const override { return seconds(mean_); }

 private:
  Duration mean_{};
  std::int64_t stages_ = 1;
};

}  // namespace

Kind<Distribution> erlang() {
  return kind<Distribution, Erlang>(
      "erlang", "The sum of k exponential stages: less variable than exponential.");
}

}  // namespace faultline
