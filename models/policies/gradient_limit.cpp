#include <algorithm>

#include "models/policies/concurrency_limit.hpp"

namespace faultline {

namespace {

/// Follows the response time. With T the time of this response and T' its long-term average,
///   gradient = clamp(tolerance T' / T, 1/2, 1)
///   limit    = (1 - smoothing) limit + smoothing (gradient limit + queue)
/// so that it shrinks when responses get slower than usual; it changes only while at least half of
/// it is used. A failure counts as gradient 1/2. T' adapts faster when it is at least twice T. With
/// an overload so mild that T' keeps up with T, the slow responses become usual, and the limit
/// drifts to `max`. Source: Netflix, concurrency-limits, "Gradient2" (2018).
class GradientLimit final : public ConcurrencyLimit {
 protected:
  void declare(Fields& f) override {
    ConcurrencyLimit::declare(f);
    f("tolerance", tolerance_,
      {.says = "response time that is tolerated, as a multiple of the long-term average",
       .at_least = 1});
    f("queue", queue_,
      {.says = "room for growth: slots added to the new limit at each update", .at_least = 0});
    f("smoothing", smoothing_,
      {.says = "weight of the new value when the limit is updated",
       .at_most = 1,
       .positive = true});
  }

  void succeeded(Concurrency& concurrency, const Sample& sample) override {
    auto& usual_s = concurrency.long_run_s;
    usual_s = usual_s == 0 ? sample.took_s : usual_s + (sample.took_s - usual_s) / window;
    if (usual_s > 2 * sample.took_s) usual_s *= 0.95;
    if (2 * static_cast<double>(sample.in_flight) < concurrency.limit) return;
    const auto longest_s = tolerance_ * usual_s;
    follow(concurrency, longest_s < sample.took_s ? std::max(0.5, longest_s / sample.took_s) : 1);
  }

  void failed(Concurrency& concurrency) override { follow(concurrency, 0.5); }

 private:
  static constexpr double window = 600;  ///< answers

  void follow(Concurrency& concurrency, double gradient) {
    const auto wanted = gradient * concurrency.limit + queue_;
    concurrency.limit = within_bounds((1 - smoothing_) * concurrency.limit + smoothing_ * wanted);
  }

  double tolerance_ = 1.5;
  double queue_ = 4;
  double smoothing_ = 0.2;
};

}  // namespace

Kind<Policy> gradient_limit() {
  return kind<Policy, GradientLimit>("gradient_limit",
                                     "A concurrency limit that shrinks as responses get slower.");
}

}  // namespace faultline
