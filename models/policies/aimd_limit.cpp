#include "models/policies/concurrency_limit.hpp"

namespace faultline {

namespace {

/// Additive increase, multiplicative decrease: each success adds increase / limit, so that a round
/// of successes adds `increase`; a failure, or a response slower than `slow`, multiplies the limit
/// by `decrease`. The limit grows only while at least half of it is used. Source: Chiu, Jain,
/// "Analysis of the increase and decrease algorithms for congestion avoidance", Computer Networks
/// and ISDN Systems 17, 1989.
class AimdLimit final : public ConcurrencyLimit {
 public:
  std::optional<Duration> slow_after() const override { return slow_; }

 protected:
  void declare(Fields& f) override {
    ConcurrencyLimit::declare(f);
    f("increase", increase_,
      {.says = "increase of the limit per round of successes", .positive = true});
    f("decrease", decrease_,
      {.says = "factor applied to the limit after a failure", .at_least = 0, .at_most = 1});
    f("slow", slow_, {.says = "a slower response counts as a failure", .positive = true});
  }

  void succeeded(Concurrency& concurrency, const Sample& sample) override {
    if (slow_ && sample.took_s > seconds(*slow_)) return failed(concurrency);
    if (2 * static_cast<double>(sample.in_flight) < concurrency.limit) return;
    concurrency.limit = within_bounds(concurrency.limit + increase_ / concurrency.limit);
  }

  void failed(Concurrency& concurrency) override {
    concurrency.limit = within_bounds(concurrency.limit * decrease_);
  }

 private:
  double increase_ = 1;
  double decrease_ = 0.9;
  std::optional<Duration> slow_;
};

}  // namespace

Kind<Policy> aimd_limit() {
  return kind<Policy, AimdLimit>("aimd_limit", "A concurrency limit that grows until calls fail.");
}

}  // namespace faultline
