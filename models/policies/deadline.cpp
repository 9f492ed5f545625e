#include "models/policies/time_limit.hpp"

namespace faultline {

namespace {

/// A deadline that is passed on with the call: every hop knows the time left, and gives up when it
/// has passed, before it takes a worker, between two steps, and while it waits for a response. An
/// earlier deadline from an outer call takes precedence. It is passed on as an instant, which each
/// hop compares with its own clock.
class Deadline final : public TimeLimit {
 public:
  Task<Answer> apply(const Call& call, Next next) override {
    auto passed_on = limited(call);
    passed_on.deadline = limit().calendar().now() + call.skew() + limit().span();
    if (call.deadline <= passed_on.deadline) {
      passed_on.deadline = call.deadline;
      const auto answer = co_await next(passed_on);
      co_return answer;
    }
    Trial trial(call.span);
    auto inner = next(passed_on);
    auto answer = co_await first_of(inner, limit());
    if (answer) co_return *answer;
    co_return gave_up(trial, next);
  }

  bool travels() const override { return true; }
};

}  // namespace

Kind<Policy> deadline() {
  return kind<Policy, Deadline>("deadline", "A time limit that is passed on to all further calls.");
}

}  // namespace faultline
