#include <algorithm>

#include "models/arrivals/modulated.hpp"

namespace faultline {

namespace {

/// Four of them are still an instant.
constexpr double longest = 5e5 * 3600e9;

/// A steady rate but for one time: from `at` on it goes linearly to `peak` within `rise`, stays
/// there `for` so long, and goes back linearly within `decay`.
class Spike final : public Modulated {
 public:
  void fields(Fields& f) override {
    f("rate", rate_,
      {.says = "the mean arrival rate before and after the spike",
       .at_least = 0,
       .required = true});
    f("peak", peak_,
      {.says = "the mean arrival rate at the peak", .at_least = 0, .required = true});
    f("at", at_,
      {.says = "when the spike starts", .at_least = 0, .at_most = longest, .required = true});
    f("for", for_,
      {.says = "how long the peak lasts", .at_most = longest, .positive = true, .required = true});
    f("rise", rise_,
      {.says = "how long the rate takes to rise to the peak", .at_least = 0, .at_most = longest});
    f("decay", decay_,
      {.says = "how long the rate takes to fall back", .at_least = 0, .at_most = longest});
    if (f.sound() && rate_.per_second == 0 && peak_.per_second == 0)
      f.problems().add(f.place(), "no request ever arrives: \"rate\" and \"peak\" are zero");
  }
  /// As if the whole spike fell before the end.
  double expected_by(Time end) const override {
    const auto more = (peak_.per_second - rate_.per_second) * seconds(for_ + (rise_ + decay_) / 2);
    return std::max(0.0, rate_.per_second * seconds(end) + (Time{at_} < end ? more : 0));
  }

 protected:
  RatePiece after(const RatePiece& before) override {
    const auto rate = rate_.per_second;
    const auto peak = peak_.per_second;
    const auto from = before.to;
    const Time begin{at_};
    const auto top = begin + rise_;
    const auto back = top + for_;
    const auto over = back + decay_;
    if (from < begin) return {.from = from, .to = begin, .first = rate};
    if (from < top) return {.from = from, .to = top, .first = rate, .last = peak};
    if (from < back) return {.from = from, .to = back, .first = peak};
    if (from < over) return {.from = from, .to = over, .first = peak, .last = rate};
    return {.from = from, .to = end_of_time, .first = rate};
  }

 private:
  Rate rate_;
  Rate peak_;
  Duration at_{};
  Duration for_{};
  Duration rise_{};
  Duration decay_{};
};

}  // namespace

Kind<Arrivals> spike() {
  return kind<Arrivals, Spike>("spike", "Poisson arrivals with a temporary peak in the rate.");
}

}  // namespace faultline
