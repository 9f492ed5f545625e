#include "models/arrivals.hpp"

namespace faultline {

namespace {

/// Independent arrivals: gaps G = -ln(1 - U) / rate.
class Poisson final : public Arrivals {
 public:
  void fields(Fields& f) override {
    f("rate", rate_, {.says = "the mean arrival rate", .positive = true, .required = true});
  }
  Time next(Time previous, Draw& draw) override {
    return previous + from_nanoseconds(draw.exponential() * 1e9 / rate_.per_second);
  }

 private:
  Rate rate_;
};

}  // namespace

Kind<Arrivals> poisson() {
  return kind<Arrivals, Poisson>("poisson", "Independent arrivals at a mean rate.");
}

}  // namespace faultline
