#include "models/events/competing_consumers.hpp"

#include <algorithm>

#include "models/events/topic.hpp"
#include "sim/quorum.hpp"

namespace faultline {

CompetingConsumers::CompetingConsumers(Service& service, const Operation& operation,
                                       const Consumption& consumption, const ConsumerSide& side)
    : Subscription(service, operation, consumption, side),
      queue_(side.sizes),
      tokens_(side.network.calendar),
      scaled_(side.network.calendar) {}

void CompetingConsumers::start(Topic& topic, TaskGroup& group) {
  topic_ = &topic;
  group_ = &group;
  running_ = consumption_.consumers;
  for (std::int64_t i = 0; i < consumption_.most_consumers(); ++i)
    faultline::start(consume(i), group);
  if (topic.settings().retention) faultline::start(expire_old(*topic.settings().retention), group);
  if (consumption_.scaling) faultline::start(scale(*consumption_.scaling), group);
}

void CompetingConsumers::add(const Event& event) {
  Waiting waiting{event};
  if (topic_->settings().visibility) waiting.fate = std::make_shared<Fate>();
  put(std::move(waiting));
}

void CompetingConsumers::put(Waiting waiting) {
  if (topic_->settings().priority)
    queue_.push_by_priority(std::move(waiting));
  else
    queue_.push(std::move(waiting));
  if (const auto most = topic_->settings().retention_size)
    while (queue_.size() > 1 && queue_.bytes() > most->count) drop_oldest();
  most_waiting_ = std::max(most_waiting_, this->waiting());
  tokens_.give();
}

/// A consumer that has not begun with it is gone.
void CompetingConsumers::take_back(Waiting waiting) {
  --held_;
  if (waiting.fate && waiting.number != waiting.fate->latest) {
    --again_;
    return;
  }
  if (waiting.fate) ++waiting.fate->latest;
  queue_.push_front(std::move(waiting));
  most_waiting_ = std::max(most_waiting_, this->waiting());
  tokens_.give();
}

Waiting CompetingConsumers::take() {
  auto waiting = queue_.pop();
  ++held_;
  topic_->make_room();
  if (!waiting.fate) return waiting;
  waiting.number = ++waiting.fate->latest;
  auto again = waiting;
  faultline::start(give_again(std::move(again), *topic_->settings().visibility), *group_);
  return waiting;
}

bool CompetingConsumers::works(std::int64_t consumer, const Instance& at) const {
  return consumer < running_ && at.up() && topic_->serves();
}

Task<void> CompetingConsumers::consume(std::int64_t consumer) {
  auto& at = instance_of(consumer);
  std::deque<Waiting> taken;
  for (;;) {
    while (consumer >= running_) co_await scaled_.next();
    co_await at.running();
    co_await topic_->serving();
    co_await tokens_.take();
    if (!works(consumer, at)) {
      tokens_.give();
      continue;
    }
    for (drop_gone(); !queue_.empty() && std::ssize(taken) < consumption_.batch; drop_gone())
      taken.push_back(take());
    if (topic_->settings().fetch && !taken.empty())
      co_await side_.network.calendar.delay(fetch_time(taken.front().event, node()));
    if (taken.size() == 1) {
      auto only = std::move(taken.front());
      taken.pop_front();
      co_await work(at, std::move(only));
    } else if (!taken.empty()) {
      co_await work_off(at, taken);
    }
  }
}

/// What it has not begun when it crashes goes back into the queue.
Task<void> CompetingConsumers::work_off(Instance& at, std::deque<Waiting>& taken) {
  const auto threads = static_cast<std::size_t>(consumption_.concurrency);
  Quorum ended(side_.network.calendar, threads, threads);
  TaskGroup group;
  for (std::size_t i = 0; i < threads; ++i) faultline::start(thread(at, taken, ended), group);
  co_await ended;
  for (; !taken.empty(); taken.pop_back()) take_back(std::move(taken.back()));
}

Task<void> CompetingConsumers::thread(Instance& at, std::deque<Waiting>& taken, Quorum& ended) {
  const auto wipes = at.condition().wipes;
  while (!taken.empty() && at.condition().wipes == wipes) {
    auto next = std::move(taken.front());
    taken.pop_front();
    co_await work(at, std::move(next));
  }
  ended.arrive(true);
}

Task<void> CompetingConsumers::work(Instance& at, Waiting waiting) {
  Handing handing{&at, node().host(), waiting.deliveries};
  const auto ended = co_await process(waiting.event, handing);
  --held_;
  const bool first = ended == Ended::done && settle(waiting.fate.get());
  finish(waiting.event, handing, first);
  if (first) ++event_books_.delivered;
  if (ended != Ended::done) failed(std::move(waiting), ended);
}

void CompetingConsumers::failed(Waiting waiting, Ended ended) {
  if (waiting.fate && (waiting.fate->settled || waiting.number != waiting.fate->latest)) {
    --again_;
    return;
  }
  if (waiting.fate) ++waiting.fate->latest;
  ++waiting.deliveries;
  if (consumption_.delivery == Delivery::at_most_once) {
    settle(waiting.fate.get());
    ++event_books_.dropped;
  } else if (ended == Ended::failed && last_try(waiting.deliveries)) {
    settle(waiting.fate.get());
    give_up();
  } else {
    ++held_;
    faultline::start(retry(std::move(waiting)), *group_);
  }
}

bool CompetingConsumers::settle(Fate* fate) {
  if (!fate) return true;
  if (std::exchange(fate->settled, true)) {
    --again_;
    return false;
  }
  return true;
}

Task<void> CompetingConsumers::give_again(Waiting waiting, Duration after) {
  co_await side_.network.calendar.delay(after);
  if (waiting.fate->settled || waiting.number != waiting.fate->latest) co_return;
  ++waiting.fate->latest;
  ++again_;
  ++waiting.deliveries;
  put(std::move(waiting));
}

Task<void> CompetingConsumers::retry(Waiting waiting) {
  const Late late(*this, waiting.event);
  co_await side_.network.calendar.delay(pause_after(waiting.deliveries));
  --held_;
  put(std::move(waiting));
}

Task<void> CompetingConsumers::expire_old(Duration retention) {
  auto& calendar = side_.network.calendar;
  for (;;) {
    const auto oldest = queue_.empty() ? calendar.now() : queue_.front().published();
    const auto ends = std::max(oldest + retention, calendar.now() + Duration{1});
    co_await calendar.delay(ends - calendar.now());
    drop_gone();
  }
}

/// In front there is what nobody has had, and has not expired.
void CompetingConsumers::drop_gone() {
  const auto& retention = topic_->settings().retention;
  const auto gone = [&] {
    const auto* fate = queue_.fate();
    return (fate && fate->settled) ||
           (retention && queue_.front().published() + *retention <= side_.network.calendar.now());
  };
  while (!queue_.empty() && gone()) {
    drop_oldest();
    topic_->make_room();
  }
}

void CompetingConsumers::drop_oldest() {
  if (settle(queue_.fate())) expire(1);
  queue_.pop();
}

Task<void> CompetingConsumers::scale(LagScaling scaling) {
  for (;;) {
    co_await side_.network.calendar.delay(scaling.every);
    const auto wanted = scaling.wanted(waiting());
    if (wanted > running_) co_await side_.network.calendar.delay(scaling.cold_start);
    running_ = wanted;
    scaled_.give();
  }
}

Duration CompetingConsumers::lag() const {
  const auto now = side_.network.calendar.now();
  return now - or_late(queue_.empty() ? now : queue_.front().published());
}

Instance& CompetingConsumers::node() const { return topic_->partitions().front().leader(); }

}  // namespace faultline
