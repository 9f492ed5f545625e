#include <optional>

#include "models/binding.hpp"
#include "models/policy.hpp"

namespace faultline {

namespace {

/// The caller waits no longer than a fixed time. What it asked for goes on as zombie work that
/// nobody takes, unless `cancel` says that giving up stops it, all the way down.
class Timeout final : public Policy {
 public:
  void bind(Binding& binding) override { limit_.emplace(binding.calendar(), after_); }

  Task<Answer> apply(const Call& call, Next next) override {
    auto limited = call;
    limited.cancellable |= cancel_;
    auto inner = next(limited);
    auto answer = co_await first_of(inner, *limit_);
    co_return answer.value_or(Answer{Outcome::timed_out, {}});
  }

  std::optional<Duration> time_limit() const override { return after_; }

 protected:
  void declare(Fields& f) override {
    f("after", after_, {.says = "how long the caller waits", .positive = true, .required = true});
    f("cancel", cancel_, {.says = "whether work that nobody waits for any longer is stopped"});
  }

 private:
  Duration after_{};
  bool cancel_ = false;
  std::optional<Lane> limit_;
};

}  // namespace

Kind<Policy> timeout() {
  return kind<Policy, Timeout>("timeout", "Gives up waiting after a fixed time.");
}

}  // namespace faultline
