#include "models/policies/time_limit.hpp"

namespace faultline {

namespace {

/// The caller stops waiting; the callee does not know it.
class Timeout final : public TimeLimit {
 public:
  Task<Answer> apply(const Call& call, Next next) override {
    const auto passed_on = limited(call);
    Trial trial(call.span);
    auto inner = next(passed_on);
    auto answer = co_await first_of(inner, limit());
    if (answer) co_return *answer;
    co_return gave_up(trial, next);
  }
};

}  // namespace

Kind<Policy> timeout() {
  return kind<Policy, Timeout>("timeout", "Gives up waiting after a fixed time.");
}

}  // namespace faultline
