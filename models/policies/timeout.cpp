#include "models/policies/time_limit.hpp"

namespace faultline {

namespace {

/// The caller stops waiting; the callee does not know it.
class Timeout final : public TimeLimit {
 public:
  Task<Answer> apply(const Call& call, Next next) override {
    const auto passed_on = limited(call);
    auto inner = next(passed_on);
    auto answer = co_await first_of(inner, limit());
    co_return answer.value_or(Answer{Outcome::timed_out, {}});
  }
};

}  // namespace

Kind<Policy> timeout() {
  return kind<Policy, Timeout>("timeout", "Gives up waiting after a fixed time.");
}

}  // namespace faultline
