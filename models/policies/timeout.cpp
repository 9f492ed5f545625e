#include <optional>

#include "models/binding.hpp"
#include "models/policy.hpp"

namespace faultline {

namespace {

/// The caller waits no longer than a fixed time. What it asked for goes on as zombie work that
/// nobody takes, unless `cancel` says that giving up stops it, all the way down.
class Timeout final : public Policy {
 public:
  void fields(Fields& f) override {
    f("after", after_, {.says = "how long the caller waits", .positive = true, .required = true});
    f("cancel", cancel_, {.says = "whether work that nobody waits for any longer is stopped"});
  }

  void bind(Binding& binding) override {
    zombies_ = &binding.zombies();
    limit_.emplace(binding.calendar(), after_);
  }

  Task<Answer> apply(Call call, Next next) override {
    if (cancel_) call.cancellable = true;
    auto inner = next(std::move(call));
    auto answer = co_await first_of(inner, *limit_);
    if (answer) co_return std::move(*answer);
    if (!cancel_) inner.detach(*zombies_);
    co_return Answer{Outcome::timed_out, {}};
  }

 private:
  Duration after_{};
  bool cancel_ = false;
  std::optional<Lane> limit_;
  TaskGroup* zombies_ = nullptr;
};

}  // namespace

Kind<Policy> timeout() {
  return kind<Policy, Timeout>("timeout", "Gives up waiting after a fixed time.");
}

}  // namespace faultline
