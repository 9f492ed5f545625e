#include <algorithm>
#include <cmath>

#include "models/binding.hpp"
#include "models/policy.hpp"

namespace faultline {

namespace {

enum class Backoff : std::uint8_t { fixed, exponential };
std::vector<std::string> words(Backoff) { return {"fixed", "exponential"}; }

enum class Jitter : std::uint8_t { none, full, equal, decorrelated };
std::vector<std::string> words(Jitter) { return {"none", "full", "equal", "decorrelated"}; }

/// Asks again after a failure, a time-out or a rejection. The pause before attempt n + 1 is
///   fixed        d = base
///   exponential  d = min(limit, base 2^(n - 1))
/// and with jitter, U uniform on (0, 1):
///   full d U, equal d / 2 + U d / 2, decorrelated min(limit, base + U (3 previous - base)).
/// Source: M. Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015.
class Retry final : public Policy {
 public:
  void bind(Binding& binding) override {
    books_ = &binding.books();
    calendar_ = &binding.calendar();
    spread_ = binding.stream("jitter");
  }

  Task<Answer> apply(const Call& call, Next next) override {
    SpentWork work(*books_);
    auto pause = base_;
    for (std::int64_t tried = 0;; ++tried) {
      const auto answer = co_await next(call.again(static_cast<std::uint64_t>(tried)));
      work.add(answer.spent);
      if (usable(answer.outcome) || tried + 1 == attempts_)
        co_return Answer{answer.outcome, work.pass_on()};
      pause = pause_after(tried, pause, call);
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
  }

 private:
  Duration pause_after(std::int64_t tried, Duration previous, const Call& call) const {
    const auto factor = backoff_ == Backoff::fixed ? 1.0 : std::exp2(static_cast<double>(tried));
    const auto base = static_cast<double>(base_.count());
    const auto most = static_cast<double>(limit_.count());
    const auto full = std::min(most, base * factor);
    auto draw = spread_.draw(call.transaction->id,
                             nested_attempt(call.attempt, static_cast<std::uint64_t>(tried)));
    switch (jitter_) {
      case Jitter::none:
        return from_nanoseconds(full);
      case Jitter::full:
        return from_nanoseconds(full * draw.uniform());
      case Jitter::equal:
        return from_nanoseconds(full / 2 * (1 + draw.uniform()));
      case Jitter::decorrelated:
        break;
    }
    const auto widest = 3 * static_cast<double>(previous.count()) - base;
    return from_nanoseconds(std::min(most, base + draw.uniform() * widest));
  }

  std::int64_t attempts_ = 3;
  Backoff backoff_ = Backoff::exponential;
  Duration base_ = std::chrono::milliseconds(100);
  Duration limit_ = std::chrono::seconds(10);
  Jitter jitter_ = Jitter::full;
  Books* books_ = nullptr;
  Calendar* calendar_ = nullptr;
  Stream spread_;
};

}  // namespace

Kind<Policy> retry() {
  return kind<Policy, Retry>("retry", "Asks again after a failure, with a growing pause.");
}

}  // namespace faultline
