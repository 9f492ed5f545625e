#include <algorithm>
#include <cmath>

#include "models/binding.hpp"
#include "models/failures.hpp"
#include "models/policy.hpp"
#include "sim/token_bucket.hpp"

namespace faultline {

namespace {

enum class Backoff : std::uint8_t { fixed, linear, exponential };
std::vector<std::string> words(Backoff) { return {"fixed", "linear", "exponential"}; }

enum class Jitter : std::uint8_t { none, full, equal, decorrelated };
std::vector<std::string> words(Jitter) { return {"none", "full", "equal", "decorrelated"}; }

enum class Credit : std::uint8_t { call, success };
std::vector<std::string> words(Credit) { return {"call", "success"}; }

/// What limits the retries of one caller beside their number: each takes a token, and each call (or
/// each success) brings back a share of one. When everything fails, calls that each bring c allow
/// 1 + c attempts for each; successes bring nothing, so that retrying stops.
/// Source: Finagle, "Retry budgets"; gRPC proposal A6, "Throttling retry attempts".
struct RetryBudget {
  static constexpr auto called = "retry budget";
  double credit = 0.1;
  Credit per = Credit::call;
  double capacity = 10;

  void fields(Fields& f) {
    f("credit", credit,
      {.says = "tokens that a call or success brings", .at_least = 0, .at_most = 1000});
    f("per", per, {.says = "what brings them"});
    f("capacity", capacity,
      {.says = "the most tokens, which it has at first", .at_least = 1, .at_most = 1e9});
  }
};

/// Asks again after a failure, a time-out or a rejection. The pause before attempt n + 1 is
///   fixed        d = base
///   linear       d = min(limit, base n)
///   exponential  d = min(limit, base 2^(n - 1))
/// and with jitter, U uniform on (0, 1):
///   full d U, equal d / 2 + U d / 2, decorrelated min(limit, base + U (3 previous - base)).
/// Source: M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015.
class Retry final : public Policy {
 public:
  void bind(Binding& binding) override {
    books_ = &binding.books();
    if (budget_) buckets_.make(binding.callers(), budget_->capacity);
    calendar_ = &binding.calendar();
    spread_ = binding.shared_stream("jitter");
    layer_ = binding.retry_layer();
  }

  Task<Answer> apply(const Call& call, Next next) override {
    SpentWork work(*books_);
    if (budget_ && budget_->per == Credit::call) buckets_.of(call).give(budget_->credit);
    auto pause = base_;
    for (std::int64_t tried = 0;; ++tried) {
      const auto answer = co_await next(call.again(static_cast<std::uint64_t>(tried), layer_));
      work.add(answer);
      if (usable(answer.outcome) && budget_) settle(call);
      if (tried + 1 == attempts_ || !contains(on_, answer.outcome))
        co_return work.answer(answer.outcome);
      pause = pause_after(tried, pause, call);
      if (calendar_->now() + pause >= call.deadline || !affords_another(call))
        co_return work.answer(answer.outcome);
      co_await calendar_->delay(pause);
    }
  }

 protected:
  void declare(Fields& f) override {
    f("attempts", attempts_,
      {.says = "tries in all, the first included", .at_least = 1, .at_most = 1000});
    f("backoff", backoff_, {.says = "how the pause grows"});
    f("base", base_, {.says = "the first pause", .at_least = 0});
    f("limit", limit_, {.says = "the longest pause", .at_least = 0});
    f("jitter", jitter_, {.says = "how the pause is spread at random"});
    f("on", on_, {.says = "after which outcomes it asks again; after all that are no answer else"});
    if (f.sound() && base_ > limit_)
      f.problems().add(f.place_of("base"),
                       "the first pause is longer than the longest may be (\"limit\")");
    f("budget", budget_, {.says = "what limits the retries of one caller"});
  }

 private:
  struct Budget : TokenBucket {
    explicit Budget(double capacity) : TokenBucket(capacity, 0) {}
  };

  void settle(const Call& call) {
    if (budget_->per == Credit::success) buckets_.of(call).give(budget_->credit);
  }

  bool affords_another(const Call& call) {
    return !budget_ || buckets_.of(call).take(calendar_->now());
  }

  double growth(std::int64_t tried) const {
    switch (backoff_) {
      case Backoff::fixed:
        return 1;
      case Backoff::linear:
        return static_cast<double>(tried + 1);
      case Backoff::exponential:
        break;
    }
    return std::exp2(static_cast<double>(tried));
  }

  /// Drawn by the number of the attempt that comes after it.
  Duration pause_after(std::int64_t tried, Duration previous, const Call& call) {
    const auto base = static_cast<double>(base_.count());
    const auto most = static_cast<double>(limit_.count());
    const auto full = std::min(most, base * growth(tried));
    if (jitter_ == Jitter::none) return from_nanoseconds(full);
    const auto after = call.again(static_cast<std::uint64_t>(tried) + 1, layer_);
    const auto uniform = after.draw(spread_).uniform();
    if (jitter_ == Jitter::full) return from_nanoseconds(full * uniform);
    if (jitter_ == Jitter::equal) return from_nanoseconds(full / 2 * (1 + uniform));
    const auto widest = 3 * static_cast<double>(previous.count()) - base;
    return from_nanoseconds(std::min(most, base + uniform * widest));
  }

  std::int64_t attempts_ = 3;
  Backoff backoff_ = Backoff::exponential;
  Duration base_ = std::chrono::milliseconds(100);
  Duration limit_ = std::chrono::seconds(10);
  Jitter jitter_ = Jitter::full;
  Failures on_ = all_failures();
  std::optional<RetryBudget> budget_;
  PerCaller<Budget> buckets_;
  Books* books_ = nullptr;
  Calendar* calendar_ = nullptr;
  Stream spread_;
  Layer layer_;
};

}  // namespace

Kind<Policy> retry() {
  return kind<Policy, Retry>("retry", "Asks again after a failure, with a growing pause.");
}

}  // namespace faultline
