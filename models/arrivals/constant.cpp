#include "models/arrivals/arrivals.hpp"

namespace faultline {

namespace {

/// Equal gaps: G = 1 / rate.
class Constant final : public Arrivals {
 public:
  void fields(Fields& f) override {
    f("rate", rate_,
      {.says = "the arrival rate", .positive = true, .required = true, .changeable = true});
  }
  Time next(Time previous, Draw&) override {
    return previous + from_nanoseconds(1e9 / rate_.per_second);
  }
  double expected_by(Time end) const override { return rate_.per_second * seconds(end); }

 private:
  Rate rate_;
};

}  // namespace

Kind<Arrivals> constant_arrivals() {
  return kind<Arrivals, Constant>("constant", "Arrivals at equal intervals.");
}

}  // namespace faultline
