#include <algorithm>

#include "models/arrivals/modulated.hpp"

namespace faultline {

namespace {

/// A rate that goes linearly from one value to another and stays there:
/// r(t) = from + (to - from) (t - at) / for, held level before `at` and after `at + for`.
class Ramp final : public Modulated {
 public:
  void fields(Fields& f) override {
    f("from", from_,
      {.says = "the mean arrival rate before the change", .at_least = 0, .required = true});
    f("to", to_,
      {.says = "the mean arrival rate after the change", .at_least = 0, .required = true});
    f("at", at_, {.says = "when the change starts", .at_least = 0});
    f("for", for_, {.says = "how long the change takes", .positive = true, .required = true});
    if (f.sound() && from_.per_second == 0 && to_.per_second == 0)
      f.problems().add(f.place(), "no request ever arrives: \"from\" and \"to\" are zero");
  }
  double expected_by(Time end) const override {
    const Time begin{at_};
    const RatePiece change{begin, begin + for_, from_.per_second, to_.per_second};
    const auto changes_until = std::clamp(end, begin, change.to);
    return from_.per_second * seconds(std::min(end, begin)) +
           (change.first + change.at(changes_until)) / 2 * seconds(changes_until - begin) +
           to_.per_second * seconds(end - std::min(end, change.to));
  }

 protected:
  RatePiece after(const RatePiece& before) override {
    const Time begin{at_};
    const auto first = from_.per_second;
    const auto last = to_.per_second;
    if (before.to < begin) return {.from = before.to, .to = begin, .first = first};
    if (before.to == begin)
      return {.from = begin, .to = begin + for_, .first = first, .last = last};
    return {.from = before.to, .to = end_of_time, .first = last};
  }

 private:
  Rate from_;
  Rate to_;
  Duration at_{};
  Duration for_{};
};

}  // namespace

Kind<Arrivals> ramp() {
  return kind<Arrivals, Ramp>("ramp", "Poisson arrivals at a rate that rises or falls steadily.");
}

}  // namespace faultline
