#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/instances/binding.hpp"
#include "models/policies/policy.hpp"
#include "models/requests/failures.hpp"
#include "models/serving/retry_budget.hpp"
#include "models/serving/tried.hpp"

namespace faultline {

namespace {

enum class Backoff : std::uint8_t { fixed, linear, exponential };
std::vector<std::string> words(Backoff) { return {"fixed", "linear", "exponential"}; }

enum class Jitter : std::uint8_t { none, full, equal, decorrelated };
std::vector<std::string> words(Jitter) { return {"none", "full", "equal", "decorrelated"}; }

/// What the span of the one who asks says about its tries.
class Retrying {
 public:
  explicit Retrying(Span* span) : span_(span) {}
  Retrying(const Retrying&) = delete;
  Retrying& operator=(const Retrying&) = delete;
  ~Retrying() {
    if (span_) span_->try_again(1, no_cause);
  }
  void again(std::int64_t number, CauseId because) const {
    if (span_) span_->try_again(static_cast<std::uint32_t>(number), because);
  }

 private:
  Span* span_;
};

/// Retries after a failure, a timeout or a rejection. The pause before attempt n + 1 is
///   fixed        d = base
///   linear       d = min(limit, base n)
///   exponential  d = min(limit, base 2^(n - 1))
/// and with jitter, U uniform on (0, 1):
///   full d U, equal d / 2 + U d / 2, decorrelated min(limit, base + U (3 previous - base)).
/// The pause is at least as long as a rejection asks for. An error with a status is retried if that
/// is one of `statuses`. Source: M. Brooker, "Exponential backoff
/// and jitter", AWS Architecture Blog, 2015.
class Retry final : public Policy {
 public:
  void bind(Binding& binding) override {
    books_ = &binding.books();
    if (budget_)
      budgets_.make(binding.callers(),
                    [this](auto) { return std::make_unique<RetryBudget>(*budget_); });
    calendar_ = &binding.calendar();
    spread_ = binding.shared_stream("jitter");
    layer_ = binding.retry_layer();
  }

  Task<Answer> apply(const Call& call, Next next) override {
    SpentWork work(*books_);
    std::optional<RetryBudget::Request> request;
    if (budget_) request.emplace(budgets_.of(call));
    Tried tried_at(call.tried_at);
    const Retrying retrying(call.span);
    auto pause = base_;
    for (std::int64_t tried = 0;; ++tried) {
      auto again = call.again(static_cast<std::uint64_t>(tried), layer_);
      if (avoid_tried_) again.tried_at = &tried_at;
      const auto answer = co_await next(again);
      work.add(answer);
      const bool failed = contains(on_, answer.outcome) && retries(answer.status);
      if (request) request->ended(answer.outcome, failed);
      bool goes_on = failed && tried + 1 < attempts_;
      Duration wait{};
      if (goes_on) {
        pause = pause_after(tried, pause, call);
        wait = heed_ ? std::max(pause, answer.retry_after) : pause;
        goes_on = in_time(call, wait) && affords_another(request);
      }
      if (!goes_on) {
        if (failed && call.span) call.span->decide(why_not(tried), next.target().place());
        auto last = work.answer(answer.outcome);
        last.retry_after = answer.retry_after;
        last.status = answer.status;
        co_return last;
      }
      retrying.again(tried + 2, answer.cause);
      const Wait waiting(call.span, Activity::pause, nullptr, answer.cause);
      co_await calendar_->delay(wait);
    }
  }

  bool has_budget() const override { return budget_.has_value(); }
  std::int64_t most_attempts() const override { return attempts_; }
  bool may_repeat() const override { return attempts_ > 1 && on_ != Failures{Failure::rejected}; }
  std::optional<Duration> pauses_for() const override {
    if (attempts_ == 1) return std::nullopt;
    if (jitter_ == Jitter::full) return Duration::zero();
    return jitter_ == Jitter::equal ? base_ / 2 : base_;
  }

  std::string idle_in(const Surroundings& around) const override {
    if (avoid_tried_ && around.instances == 1)
      return "\"avoid_tried\" has no effect: the target has only one instance";
    return {};
  }

 protected:
  void declare(Fields& f) override {
    f("attempts", attempts_,
      {.says = "attempts in all, the first one included",
       .at_least = 1,
       .at_most = 1000,
       .changeable = true});
    f("backoff", backoff_, {.says = "how the pause grows from retry to retry", .changeable = true});
    f("base", base_, {.says = "pause before the first retry", .at_least = 0, .changeable = true});
    f("limit", limit_, {.says = "longest pause", .at_least = 0, .changeable = true});
    f("jitter", jitter_, {.says = "how the pause is randomised", .changeable = true});
    f("on", on_, {.says = "outcomes that are retried; rejected, timed_out and failed by default"});
    f("statuses", statuses_,
      {.says = "of the errors that have a status, those that are retried; by default all from 500 "
               "on, 408, 425 and 429"});
    for (const auto status : statuses_)
      if (f.sound() && (status < Status::least || status > Status::most))
        f.problems().add(f.place_of("statuses"),
                         fmt::format("{} is no status of an error: {} to {} are", status,
                                     Status::least, Status::most));
    if (f.sound() && base_ > limit_)
      f.problems().add(f.place_of("base"),
                       "the first pause is longer than the longest pause (\"limit\")");
    f("budget", budget_, {.says = "limits the retries of one caller"});
    f("avoid_tried", avoid_tried_,
      {.says = "whether a retry goes to an instance that has not been tried yet, if there is one",
       .changeable = true});
    f("heed_retry_after", heed_,
      {.says = "whether the pause is at least the \"retry_after\" of a rejection",
       .changeable = true});
  }

 private:
  /// As far as its own clock tells.
  bool in_time(const Call& call, Duration wait) const {
    return call.deadline == end_of_time || calendar_->now() + call.skew() + wait < call.deadline;
  }
  bool retries(Status status) const {
    if (status.number() == 0) return true;
    return statuses_.empty() ? status.retryable()
                             : std::ranges::count(statuses_, status.number()) > 0;
  }
  bool affords_another(std::optional<RetryBudget::Request>& request) const {
    return !request || request->affords_another(calendar_->now());
  }

  Decision why_not(std::int64_t tried) const {
    return tried + 1 < attempts_ ? Decision::budget_empty : Decision::retries_exhausted;
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

  /// Drawn with the number of the next attempt.
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
  std::vector<std::int64_t> statuses_;
  std::optional<RetryBudgetSettings> budget_;
  PerCaller<RetryBudget> budgets_;
  bool avoid_tried_ = false;
  bool heed_ = true;
  Books* books_ = nullptr;
  Calendar* calendar_ = nullptr;
  Stream spread_;
  Layer layer_;
};

}  // namespace

Kind<Policy> retry() {
  return kind<Policy, Retry>("retry", "Retries a failed call after a pause that grows.");
}

}  // namespace faultline
