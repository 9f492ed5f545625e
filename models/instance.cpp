#include "models/instance.hpp"

#include "models/operation.hpp"

namespace faultline {

Instance::Instance(Calendar& calendar, Books& books, HostId host, const Capacity& capacity)
    : calendar_(calendar),
      books_(books),
      host_(host),
      workers_(calendar, capacity.workers, capacity.discipline),
      limit_(capacity.queue),
      gate_(calendar) {}

Task<Answer> Instance::serve(const Operation& operation, Call call, Reply& reply,
                             Entrance entrance) {
  Visit visit(*this, call, reply);
  std::optional<Slots::Held> worker;
  if (entrance == Entrance::queue) {
    if (full()) co_return Answer{Outcome::rejected, {}};
    worker.emplace(co_await workers_.acquire());
  }
  if (strikes(call)) co_return Answer{Outcome::failed, {}};
  Progress progress;
  for (const auto& step : operation.steps()) {
    if (!step->happens(visit)) continue;
    if (step->plain()) {
      const Stopwatch stopwatch(visit.work, calendar_);
      co_await calendar_.delay(step->busy(visit));
      step->act(visit);
    } else {
      const auto answer = co_await step->run(visit);
      if (!progress.take(*step, answer, visit)) break;
    }
  }
  co_return Answer{progress.outcome(), visit.work.pass_on()};
}

bool Instance::strikes(const Call& call) const {
  const auto rate = condition_.error_rate.value();
  return rate > 0 && call.draw(errors_).uniform() < rate;
}

void Instance::crash() {
  if (++condition_.crashes > 1) return;
  gate_.close();
  while (!visits_.empty()) visits_.front().abort();
}

void Instance::restart() {
  if (--condition_.crashes == 0) gate_.open();
}

}  // namespace faultline
