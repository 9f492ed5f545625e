#include "models/arrivals/arrivals.hpp"

namespace faultline {

namespace {

/// Independent arrivals: gaps E / rate, E exponential of mean 1.
class Poisson final : public Arrivals {
 public:
  void fields(Fields& f) override {
    f("rate", rate_,
      {.says = "the mean arrival rate", .positive = true, .required = true, .changeable = true});
  }
  void bind(const Streams&) override { changed(); }
  void changed() override { mean_gap_ns_ = 1e9 / rate_.per_second; }
  Time next(Time previous, Draw& draw) override {
    return previous + from_nanoseconds(draw.exponential() * mean_gap_ns_);
  }
  double expected_by(Time end) const override { return rate_.per_second * seconds(end); }

 private:
  Rate rate_;
  double mean_gap_ns_ = 0;
};

}  // namespace

Kind<Arrivals> poisson() {
  return kind<Arrivals, Poisson>("poisson", "Independent arrivals at a constant mean rate.");
}

}  // namespace faultline
