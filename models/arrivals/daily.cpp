#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "models/arrivals/arrivals.hpp"

namespace faultline {

namespace {

/// A Poisson process whose rate comes and goes: r(t) = rate (1 + a cos(2 pi (t - peak) / period)),
/// a the amplitude. The arrival t' after t solves integral of r from t to t' = E, E exponential of
/// mean 1, so that with the same draws a higher rate brings each arrival sooner.
class Daily final : public Arrivals {
 public:
  void fields(Fields& f) override {
    f("rate", rate_,
      {.says = "the arrival rate, averaged over a period",
       .positive = true,
       .required = true,
       .changeable = true});
    f("amplitude", amplitude_,
      {.says = "amplitude of the swing, as a share of the mean rate",
       .at_least = 0,
       .at_most = 1,
       .required = true});
    f("period", period_,
      {.says = "length of a period, after which the curve repeats", .positive = true});
    f("peak", peak_,
      {.says = "an instant at which the rate is highest; half a period by default", .at_least = 0});
  }

  Time next(Time previous, Draw& draw) override {
    const auto period = seconds(period_);
    const auto peak = peak_.value_or(period_ / 2);
    const auto since = (previous - Time{peak}) % period_;
    const Swing swing{amplitude_, 2 * std::numbers::pi * seconds(since) / period,
                      std::numbers::pi / period};
    return previous + from_seconds(swing.time_for(draw.exponential() / rate_.per_second));
  }
  /// Over whole periods; of one that is not over, by the mean.
  double expected_by(Time end) const override { return rate_.per_second * seconds(end); }

 private:
  /// The rate from an instant on, in relation to its mean.
  struct Swing {
    double amplitude;
    double angle;  ///< of the cosine at the instant
    double pace;   ///< pi / period

    double rate(double x) const { return 1 + amplitude * std::cos(angle + 2 * pace * x); }

    /// Its integral over the next x seconds: x + a sin(pace x) cos(angle + pace x) / pace.
    double integral(double x) const {
      return x + amplitude * std::sin(pace * x) * std::cos(angle + pace * x) / pace;
    }

    /// The x whose integral is `amount`: Newton's steps, halved where they leave what the integral
    /// can be. It is off by at most a / pace from x.
    double time_for(double amount) const {
      auto low = std::max(amount / (1 + amplitude), amount - amplitude / pace);
      auto high = amount + amplitude / pace;
      auto x = std::clamp(amount / rate(0), low, high);
      for (int i = 0; i < 100 && high - low > 1e-10; ++i) {
        const auto off = integral(x) - amount;
        (off > 0 ? high : low) = x;
        const auto step = x - off / rate(x);
        const auto better = step > low && step < high ? step : (low + high) / 2;
        if (std::abs(better - x) < 1e-10) return better;
        x = better;
      }
      return x;
    }
  };

  Rate rate_;
  double amplitude_ = 0;
  Duration period_ = std::chrono::hours(24);
  std::optional<Duration> peak_;
};

}  // namespace

Kind<Arrivals> daily() {
  return kind<Arrivals, Daily>("daily", "Poisson arrivals at a rate that follows a daily curve.");
}

}  // namespace faultline
