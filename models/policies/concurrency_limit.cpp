#include "models/policies/concurrency_limit.hpp"

#include "models/instances/binding.hpp"

namespace faultline {

/// A call under way; if it is destroyed before it ends, it counts as failed, unless its result is
/// no longer needed.
class ConcurrencyLimit::UnderWay {
 public:
  UnderWay(ConcurrencyLimit& limit, Concurrency& concurrency)
      : limit_(limit), concurrency_(concurrency), began_(limit.books_->now()) {
    sample_.in_flight = ++concurrency.in_flight;
  }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;
  ~UnderWay() {
    --concurrency_.in_flight;
    if (well_)
      limit_.succeeded(concurrency_, sample_);
    else if (ended_ || !limit_.books_->moot())
      limit_.failed(concurrency_);
  }

  void end(Outcome outcome) {
    ended_ = true;
    well_ = usable(outcome);
    sample_.took_s = seconds(limit_.books_->now() - began_);
  }

 private:
  ConcurrencyLimit& limit_;
  Concurrency& concurrency_;
  Time began_;
  Sample sample_{};
  bool ended_ = false;
  bool well_ = false;
};

void ConcurrencyLimit::bind(Binding& binding) {
  books_ = &binding.books();
  callers_.make(binding.callers(), [first = static_cast<double>(first_)](auto) {
    return std::make_unique<Concurrency>(first);
  });
}

Task<Answer> ConcurrencyLimit::apply(const Call& call, Next next) {
  auto& concurrency = callers_.of(call);
  if (static_cast<double>(concurrency.in_flight + 1) > concurrency.limit)
    co_return Answer{
        .outcome = Outcome::rejected,
        .cause = cause_of(call, Symptom::slots_busy, next.target().place(), concurrency.occupants)};
  Occupants::Place place;
  place.take(concurrency.occupants, call.span);
  UnderWay under_way(*this, concurrency);
  const auto answer = co_await next(call);
  under_way.end(answer.outcome);
  co_return answer;
}

void ConcurrencyLimit::declare(Fields& f) {
  f("first", first_, {.says = "initial limit", .at_least = 1});
  f("min", least_, {.says = "lowest limit", .at_least = 1});
  f("max", most_, {.says = "highest limit", .at_least = 1});
  if (f.sound() && (first_ < least_ || first_ > most_))
    f.problems().add(f.place_of("first"), "\"first\" is not between \"min\" and \"max\"");
}

}  // namespace faultline
