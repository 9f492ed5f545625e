#include "models/instances/binding.hpp"
#include "models/instances/mentions.hpp"
#include "models/policies/policy.hpp"
#include "models/requests/failures.hpp"
#include "sim/resources/recent_map.hpp"

namespace faultline {

namespace {

enum class Source : std::uint8_t { value, cached, call };
std::vector<std::string> words(Source) { return {"value", "cached", "call"}; }

/// Replaces the response when the call fails: by a fixed value, by the last response about the same
/// key unless it is older than `max_age`, or by another call. The response is then degraded; if the
/// replacement fails too, the call has failed.
class Fallback final : public Policy {
 public:
  void mention(Mentions& mentions) const override {
    if (operation_) mentions.calls.push_back({*operation_, true});
  }

  void bind(Binding& binding) override {
    calendar_ = &binding.calendar();
    books_ = &binding.books();
    answers_.make(binding.callers(), [entries = static_cast<std::size_t>(entries_)](auto) {
      return std::make_unique<RecentMap<Time>>(entries);
    });
    if (!operation_) return;
    binding.aim(target_, binding.service_of(operation_->name));
    target_.operation = &binding.operation(operation_->name);
    target_.occurrence = binding.occurrence("call " + operation_->name);
  }

  Task<Answer> apply(const Call& call, Next next) override {
    SpentWork work(*books_);
    const auto answer = co_await next(call);
    work.add(answer);
    auto outcome = answer.outcome;
    if (usable(outcome) && source_ == Source::cached)
      answers_.of(call).at(call.transaction->key, Time{}) = calendar_->now();
    if (contains(on_, outcome)) {
      if (call.span) call.span->decide(Decision::fallback, next.target().place());
      if (source_ == Source::call) {
        auto elsewhere = call;
        elsewhere.to = nullptr;
        elsewhere.tried_at = nullptr;
        elsewhere.session = nullptr;
        const auto other = co_await target_.service->attempt(target_, elsewhere);
        work.add(other);
        if (usable(other.outcome)) outcome = Outcome::degraded;
      } else if (source_ == Source::value || remembers(call)) {
        outcome = Outcome::degraded;
      }
    }
    if (usable(outcome)) set_back(call, answer.cause);
    auto last = work.answer(outcome);
    if (!usable(outcome)) last.retry_after = answer.retry_after;
    if (!usable(outcome)) last.status = answer.status;
    co_return last;
  }

  bool stands_in() const override {
    return source_ == Source::value && contains(on_, Outcome::failed);
  }

  std::string idle_in(const Surroundings& around) const override {
    if (source_ == Source::cached && !around.keys)
      return "no key is used twice: the workload has no \"keys\"";
    return {};
  }

  bool takes_time() const override { return source_ == Source::call; }

 protected:
  void declare(Fields& f) override {
    f("to", source_,
      {.says = "what replaces the response: a default value, a cached response, or another call"});
    f("call", operation_, {.says = "with \"to\": \"call\": the operation that is called instead"});
    f("max_age", max_age_,
      {.says = "greatest age of a cached response", .positive = true, .changeable = true});
    f("entries", entries_,
      {.says = "responses that one caller keeps", .at_least = 1, .at_most = 1e8});
    f("on", on_,
      {.says = "outcomes to which it applies; rejected, timed_out and failed by default"});
    if (f.sound() && operation_.has_value() != (source_ == Source::call))
      f.problems().add(f.place(), "\"call\" must be given with \"to\": \"call\", and only then");
  }

 private:
  bool remembers(const Call& call) {
    const auto* had = answers_.of(call).find(call.transaction->key);
    return had && calendar_->now() - *had <= max_age_;
  }

  Source source_ = Source::value;
  std::optional<Reference> operation_;
  Duration max_age_ = std::chrono::minutes(5);
  std::int64_t entries_ = 100000;
  Failures on_ = all_failures();
  Target target_;
  Calendar* calendar_ = nullptr;
  Books* books_ = nullptr;
  PerCaller<RecentMap<Time>> answers_;
};

}  // namespace

Kind<Policy> fallback() {
  return kind<Policy, Fallback>("fallback", "Replaces the response when the call fails.");
}

}  // namespace faultline
