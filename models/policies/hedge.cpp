#include "models/instances/binding.hpp"
#include "models/policies/policy.hpp"
#include "models/requests/race.hpp"
#include "sim/engine/alarm.hpp"
#include "sim/resources/running_quantile.hpp"

namespace faultline {

namespace {

/// Sends another attempt, to the instance that the balancer then chooses, when the response is
/// late; the first usable response counts. Late means after a fixed delay, or after a quantile of
/// the caller's recent response times, once it has `settled` of them. If response times are
/// independent and late (longer than d) with probability q, the first of two is later than d + x
/// with probability q' = P(T > d + x) P(T > x). Source: Dean, Barroso, "The tail at scale", CACM
/// 56(2), 2013.
class Hedge final : public Policy {
 public:
  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    books_ = &binding.books();
    layer_ = binding.hedge_layer();
    seen_.make(binding.callers(), [share = quantile_.value_or(0.95), window = window_](auto) {
      return std::make_unique<RecentQuantile>(share, window);
    });
  }

  Task<Answer> apply(const Call& call, Next next) override {
    const auto asked = calendar_->now();
    Branches branches(call.span, next.target().place());
    auto first_call = again(call, 0);
    OwnSpan own;
    branches.enter(first_call, own);
    auto first = next(first_call);
    auto answer = Answer{};
    const auto late_at = next_try(call);
    if (late_at == end_of_time) {
      answer = co_await std::move(first);
      branches.end(own, answer.outcome);
    } else {
      Alarm late(*calendar_, late_at);
      auto in_time = co_await first_of(first, late);
      if (in_time) {
        answer = *in_time;
        branches.end(own, answer.outcome);
      } else {
        answer = co_await race({call, next, branches}, own, std::move(first));
      }
    }
    if (quantile_ && usable(answer.outcome)) seen_.of(call).add(seconds(calendar_->now() - asked));
    co_return answer;
  }

  std::optional<Duration> acts_after() const override { return after_; }
  std::int64_t most_attempts() const override { return attempts_; }
  bool may_repeat() const override { return true; }

 protected:
  void declare(Fields& f) override {
    f("after", after_,
      {.says = "delay after which another attempt is sent", .at_least = 0, .changeable = true});
    f("quantile", quantile_,
      {.says = "or the quantile of recent response times to use as the delay",
       .at_least = 0.01,
       .at_most = 0.999});
    f("settled", settled_, {.says = "responses needed before the quantile is used", .at_least = 5});
    f("window", window_,
      {.says = "number of recent responses over which the quantile is taken", .at_least = 5});
    f("attempts", attempts_,
      {.says = "attempts in all, the first one included",
       .at_least = 2,
       .at_most = 100,
       .changeable = true});
    f("cancel", cancel_, {.says = "whether attempts that lost the race are cancelled"});
    if (f.sound() && after_.has_value() == quantile_.has_value())
      f.problems().add(f.place(), "a hedge needs either \"after\" or \"quantile\", not both");
  }

 private:
  Call again(const Call& call, std::int64_t tried) {
    auto again = call.again(static_cast<std::uint64_t>(tried), layer_);
    again.cancellable |= cancel_;
    return again;
  }

  Time next_try(const Call& call) {
    if (after_) return calendar_->now() + *after_;
    const auto& seen = seen_.of(call);
    return seen.count() < settled_ ? end_of_time : calendar_->now() + from_seconds(seen.value());
  }

  /// The spans of the attempts: each has pieces of its own, and those of the winner count.
  class Branches {
   public:
    Branches(Span* asker, std::uint16_t target) : asker_(asker), target_(target), trial_(asker) {}

    void enter(Call& call, OwnSpan& own) {
      if (!asker_) return;
      own.branch_off(*asker_);
      call.span = &own;
    }
    /// Whoever ends first with a usable answer has won, and so has the last one of all.
    void end(OwnSpan& own, Outcome outcome) {
      if (!asker_) return;
      own.close(outcome);
      if (won_) return;
      won_ = usable(outcome);
      trial_.won_by(own, target_);
    }

   private:
    Span* asker_;
    std::uint16_t target_;
    Trial trial_;
    bool won_ = false;
  };

  struct Hedged {
    const Call& call;
    Next next;
    Branches& branches;
  };

  /// Runs from the moment when the first attempt is late.
  Task<Answer> race(Hedged hedged, OwnSpan& own, Task<Answer> first) {
    const auto& call = hedged.call;
    if (call.span) call.span->decide(Decision::hedged, hedged.next.target().place());
    Race race(*calendar_, *books_);
    TaskGroup tries;
    start(go_on(hedged, own, std::move(first), race), tries);
    for (std::int64_t tried = 1; tried < attempts_; ++tried) {
      start(attempt(hedged, again(call, tried), race), tries);
      const bool last = tried + 1 == attempts_;
      co_await race.decided_by(last ? end_of_time : next_try(call));
      if (race.decided()) break;
    }
    const Moot losers(*books_);
    tries.clear();
    co_return race.answer();
  }

  static Task<void> go_on(Hedged hedged, OwnSpan& own, Task<Answer> first, Race& race) {
    race.enter();
    const auto answer = co_await rest_of(first);
    hedged.branches.end(own, answer.outcome);
    race.end(answer);
  }

  static Task<void> attempt(Hedged hedged, Call call, Race& race) {
    race.enter();
    OwnSpan own;
    hedged.branches.enter(call, own);
    const auto answer = co_await hedged.next(call);
    hedged.branches.end(own, answer.outcome);
    race.end(answer);
  }

  std::optional<Duration> after_;
  std::optional<double> quantile_;
  std::int64_t settled_ = 100;
  std::int64_t window_ = 1000;
  std::int64_t attempts_ = 2;
  bool cancel_ = false;
  Layer layer_;
  Calendar* calendar_ = nullptr;
  Books* books_ = nullptr;
  PerCaller<RecentQuantile> seen_;
};

}  // namespace

Kind<Policy> hedge() {
  return kind<Policy, Hedge>(
      "hedge", "Sends another attempt when the response is slow; the first response wins.");
}

}  // namespace faultline
