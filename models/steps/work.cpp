#include "models/steps/work.hpp"

#include "models/binding.hpp"
#include "models/instance.hpp"

namespace faultline {

namespace {

/// Counts service time as spent, to its end or to where it was destroyed.
class Stopwatch {
 public:
  Stopwatch(Work& work, const Calendar& calendar)
      : work_(work), calendar_(calendar), started_(calendar.now()) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() { work_.add(calendar_.now() - started_); }

 private:
  Work& work_;
  const Calendar& calendar_;
  Time started_;
};

}  // namespace

void WorkStep::declare(Fields& f) {
  f("work", own_, {.says = "the service time", .required = true});
}

void WorkStep::bind(Binding& binding) {
  time_ = own_.get();
  stream_ = binding.stream("work");
}

Task<Answer> WorkStep::run(Visit& visit) {
  auto& instance = visit.instance;
  auto draw = visit.call.draw(stream_);
  auto span = time_->sample(draw);
  const auto& slowdown = instance.condition().slowdown;
  if (!slowdown.neutral())
    span = from_nanoseconds(static_cast<double>(span.count()) * slowdown.value());
  Work work(instance.books());
  {
    const Stopwatch stopwatch(work, instance.calendar());
    co_await instance.calendar().delay(span);
  }
  co_return Answer{Outcome::succeeded, std::move(work)};
}

Kind<Step> work() {
  return kind<Step, WorkStep>("work", "Keeps a worker busy for a service time.");
}

}  // namespace faultline
