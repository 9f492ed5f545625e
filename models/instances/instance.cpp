#include "models/instances/instance.hpp"

#include "models/instances/operation.hpp"

namespace faultline {

Instance::Instance(Network& network, Books& books, TaskGroup& zombies, HostId host,
                   const Capacity& capacity)
    : network_(network),
      books_(books),
      zombies_(zombies),
      host_(host),
      workers_(network.calendar, capacity.workers,
               capacity.discipline ? capacity.discipline->line() : nullptr, capacity.shedding),
      limit_(capacity.queue),
      own_workers_(capacity.workers),
      tempo_(capacity.tempo),
      retry_after_(capacity.retry_after),
      ended_(network.calendar),
      stops_(network.calendar),
      gate_(network.calendar),
      deployed_(network.calendar) {
  if (capacity.cores) cpu_.emplace(network.calendar, *capacity.cores);
  if (capacity.shares_host) shared_cpu_.emplace(network.platform, host);
  ordinary_ = !cpu_ && !shared_cpu_;
}

namespace {

/// Who was turned away is told when to come again.
Answer told_when(Answer answer, Duration retry_after) {
  if (answer.outcome == Outcome::rejected) [[unlikely]]
    answer.retry_after = retry_after;
  return answer;
}

}  // namespace

Task<Answer> Instance::attempt(const Target& target, const Call& asked) {
  Visit visit(*this, target, asked);
  co_await visit.begin();
  if (network_.hindered > 0) co_await hinder(visit, true);
  const auto way_here = way(visit.from, host_, target.sizes.request, visit.call);
  if (way_here > Duration::zero() && target.entrance != Entrance::inside)
    co_await visit.travel(way_here);
  if (network_.flows()) {
    const bool arrived = co_await transfer(visit, visit.from, host_, target.sizes.request);
    if (!arrived) co_return visit.deliver(visit.ends(Outcome::failed, Symptom::unreachable));
  }
  auto outcome = Outcome::failed;
  auto retry_after = retry_after_;
  if (takes(visit, target) || admits(visit, target, outcome)) {
    if (may_crash_) visits_.push_back(visit);
    Progress progress;
    auto worker = target.entrance == Entrance::queue ? workers_.try_acquire() : Slots::Held();
    if (target.entrance == Entrance::queue && !worker) {
      const Wait wait(visit.call.span, visit.queueing(), this);
      if (may_crash_) queue_.push_back(visit);
      worker = co_await workers_.acquire(visit.demand());
      if (may_crash_) visits_.push_back(visit);
      if (!worker) progress.end(visit.ends(Outcome::rejected, Symptom::shed, *this));
    }
    if (visit.call.poisoned || !condition_.refusals.none()) [[unlikely]]
      co_await strike(visit, *target.operation, progress, retry_after);
    for (const auto& step : target.operation->steps()) {
      if (!ordinary_ && stops_.standing()) co_await standstill(visit);
      if (visit.late()) progress.end(visit.too_late());
      if (progress.stopped()) break;
      if (!step->happens(visit)) continue;
      if (step->manner() == Step::Manner::works) {
        const auto span = step->time(visit);
        if (ordinary_) {
          co_await visit.busy(span);
          if (!ordinary_) co_await catch_up(visit, Duration::zero());
        } else {
          co_await work(visit, span);
        }
      } else if (step->manner() == Step::Manner::acts) {
        step->act(visit);
      } else {
        const auto answer = co_await step->run(visit);
        progress.take(*step, answer, visit);
      }
    }
    if (!ordinary_ && stops_.standing()) co_await standstill(visit);
    outcome = progress.outcome();
    if (may_crash_) visit.unlink();
  }
  if (network_.hindered > 0) co_await hinder_back(visit, outcome);
  const auto way_back = way(host_, visit.from, target.sizes.response, visit.call);
  if (way_back > Duration::zero() && target.entrance != Entrance::inside)
    co_await visit.travel(way_back);
  if (network_.flows()) {
    const bool arrived = co_await transfer(visit, host_, visit.from, target.sizes.response);
    if (!arrived) outcome = visit.ends(Outcome::failed, Symptom::unreachable);
  }
  co_return told_when(visit.deliver(outcome), retry_after);
}

bool Instance::admits(Visit& visit, const Target& target, Outcome& outcome) {
  if (!up())
    outcome = visit.ends(Outcome::failed, Symptom::down, reason_to_be_down());
  else if (visit.late())
    outcome = visit.too_late();
  else if (target.entrance == Entrance::queue && full() && !workers_.make_room(visit.demand()))
    outcome = visit.ends(Outcome::rejected, Symptom::queue_full, *this);
  else
    return true;
  return false;
}

/// Of the visits that do not wait for a worker, those have one that came through the queue.
const Span* Instance::occupant(Draw& draw) const {
  if (draw.uniform() * static_cast<double>(workers_.busy()) < static_cast<double>(holders_.size()))
    return holders_.occupant(draw);
  const Span* chosen = nullptr;
  const auto most = workers_.busy() - static_cast<std::int64_t>(holders_.size());
  std::int64_t count = 0;
  visits_.visit_until([&](const Visit& visit) {
    if (!visit.has_worker()) return false;
    if (draw.uniform() * static_cast<double>(++count) < 1) chosen = visit.call.span;
    return count == most;
  });
  return chosen;
}

namespace {

/// Counts what a job was served for, to its end or to where it was destroyed.
template <class Work>
class Served {
 public:
  Served(Visit& visit, const Work& work)
      : visit_(visit), work_(work), since_(visit.instance.calendar().now()) {}
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  ~Served() {
    visit_.add(work_.served());
    if (visit_.call.span) visit_.call.span->worked(since_, visit_.instance.calendar().now());
  }

 private:
  Visit& visit_;
  const Work& work_;
  Time since_;
};

}  // namespace

template <class Cpu>
Task<void> Instance::share_cpu(Cpu& cpu, Visit& visit, Duration span) {
  auto work = cpu.work(span);
  Served served(visit, work);
  co_await work;
}

Task<void> Instance::work(Visit& visit, Duration span) {
  if (cpu_) {
    co_await share_cpu(*cpu_, visit, span);
    co_return;
  }
  if (shared_cpu_) {
    co_await share_cpu(*shared_cpu_, visit, span);
    co_return;
  }
  const auto stopped = stops_.so_far();
  co_await visit.busy(span);
  co_await catch_up(visit, stopped);
}

Task<void> Instance::standstill(Visit& visit) {
  const Wait wait(visit.call.span, Activity::stop);
  co_await stops_.moving();
}

/// Works on for as long as the instance has stood still since `stopped_before` in all.
Task<void> Instance::catch_up(Visit& visit, Duration stopped_before) {
  if (stops_.so_far() <= stopped_before) co_return;
  const Wait wait(visit.call.span, Activity::stop);
  while (stops_.so_far() > stopped_before) {
    const auto missed = stops_.so_far() - stopped_before;
    co_await stops_.moving();
    stopped_before = stops_.so_far();
    co_await network_.calendar.delay(missed);
  }
}

Duration Instance::stretched(Duration span, const Transaction* request) const {
  if (condition_.slowdown.none() && !tempo_) [[likely]]
    return span;
  auto factor = product(condition_.slowdown, request);
  if (tempo_) {
    const auto load = tempo_->load() == Tempo::Load::in_flight ? in_flight_ : workers_.busy();
    factor *= tempo_->factor(load, network_.calendar.now() - started_);
  }
  return from_nanoseconds(static_cast<double>(span.count()) * factor);
}

double Instance::used() {
  const auto workers = static_cast<double>(workers_.capacity());
  if (cpu_) return cpu_->used() / std::min(cpu_->cores(), workers);
  if (shared_cpu_) return shared_cpu_->used() / std::min(shared_cpu_->cores(), workers);
  const auto since = workers_.used() - used_until_resized_;
  return used_before_ + static_cast<double>(since.count()) / workers;
}

void Instance::resize(std::int64_t workers, std::optional<std::int64_t> queue) {
  limit_ = queue;
  own_workers_ = workers;
  set_workers();
}

void Instance::set_workers() {
  auto workers = own_workers_;
  condition_.most_workers.visit(
      [&](const Fault&, std::int64_t most) { workers = std::min(workers, most); });
  if (workers == workers_.capacity()) return;
  used_before_ = used();
  used_until_resized_ = workers_.used();
  workers_.resize(workers);
}

void Instance::freeze() {
  ordinary_ = false;
  if (!stops_.stop()) return;
  if (cpu_) cpu_->stop();
  if (shared_cpu_) shared_cpu_->stop();
  tell_listeners();
}

void Instance::thaw() {
  if (!stops_.let_go()) return;
  if (cpu_) cpu_->go_on();
  if (shared_cpu_) shared_cpu_->go_on();
  tell_listeners();
}

}  // namespace faultline
