#include "models/instance.hpp"

#include "models/operation.hpp"

namespace faultline {

Instance::Instance(Network& network, Books& books, TaskGroup& zombies, HostId host,
                   const Capacity& capacity)
    : network_(network),
      books_(books),
      zombies_(zombies),
      host_(host),
      workers_(network.calendar, capacity.workers, capacity.discipline),
      limit_(capacity.queue),
      gate_(network.calendar) {}

Task<Answer> Instance::attempt(const Target& target, const Call& asked) {
  const auto from = asked.from;
  Visit visit(*this, target, asked);
  co_await visit.begin();
  co_await network_.latency(from, host_, target.sizes.request, condition_);
  if (network_.flows()) {
    const bool arrived = co_await network_.transfer(from, host_, target.sizes.request);
    if (!arrived) co_return visit.deliver(Outcome::failed);
  }
  auto outcome = Outcome::failed;
  if (up() && full() && target.entrance == Entrance::queue) {
    outcome = Outcome::rejected;
  } else if (up()) {
    visits_.push_back(visit);
    Slots::Held worker;
    if (target.entrance == Entrance::queue && !(worker = workers_.try_acquire()))
      worker = co_await workers_.acquire();
    Progress progress;
    if (strikes(visit.call)) progress.fail();
    for (const auto& step : target.operation->steps()) {
      if (progress.stopped()) break;
      if (!step->happens(visit)) continue;
      if (step->manner() == Step::Manner::works) {
        co_await visit.busy(step->time(visit));
      } else if (step->manner() == Step::Manner::acts) {
        step->act(visit);
      } else {
        const auto answer = co_await step->run(visit);
        progress.take(*step, answer, visit);
      }
    }
    outcome = progress.outcome();
    visit.unlink();
  }
  co_await network_.latency(host_, from, target.sizes.response, condition_);
  if (network_.flows()) {
    const bool arrived = co_await network_.transfer(host_, from, target.sizes.response);
    if (!arrived) outcome = Outcome::failed;
  }
  co_return visit.deliver(outcome);
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
