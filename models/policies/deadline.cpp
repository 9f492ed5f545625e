#include "models/binding.hpp"
#include "models/policy.hpp"

namespace faultline {

namespace {

/// A deadline that travels with the call: every hop knows what is left of it and passes it on, and
/// gives up once it has passed, before it takes a worker, between two steps, and while it waits for
/// an answer. A deadline that came from further out stands where it is earlier.
class Deadline final : public Policy {
 public:
  void bind(Binding& binding) override { limit_.emplace(binding.calendar(), after_); }

  Task<Answer> apply(const Call& call, Next next) override {
    auto limited = call;
    limited.deadline = limit_->calendar().now() + after_;
    limited.cancellable |= cancel_;
    if (call.deadline <= limited.deadline) {
      limited.deadline = call.deadline;
      const auto answer = co_await next(limited);
      co_return answer;
    }
    auto inner = next(limited);
    auto answer = co_await first_of(inner, *limit_);
    co_return answer.value_or(Answer{Outcome::timed_out, {}});
  }

  std::optional<Duration> time_limit() const override { return after_; }

 protected:
  void declare(Fields& f) override {
    f("after", after_, {.says = "how long the whole may take", .positive = true, .required = true});
    f("cancel", cancel_, {.says = "whether work that nobody waits for any longer is stopped"});
  }

 private:
  Duration after_{};
  bool cancel_ = false;
  std::optional<Lane> limit_;
};

}  // namespace

Kind<Policy> deadline() {
  return kind<Policy, Deadline>("deadline", "A time limit that every hop further on knows.");
}

}  // namespace faultline
