#include "models/events/competing_consumers.hpp"

#include <algorithm>

#include "models/events/topic.hpp"
#include "sim/quorum.hpp"

namespace faultline {

CompetingConsumers::CompetingConsumers(Service& service, const Operation& operation,
                                       const Consumption& consumption, const ConsumerSide& side)
    : Subscription(service, operation, consumption, side),
      tokens_(side.network.calendar),
      scaled_(side.network.calendar) {}

void CompetingConsumers::start(Topic& topic, TaskGroup& group) {
  topic_ = &topic;
  group_ = &group;
  running_ = consumption_.consumers;
  for (std::int64_t i = 0; i < consumption_.most_consumers(); ++i)
    faultline::start(consume(i), group);
  if (consumption_.scaling) faultline::start(scale(*consumption_.scaling), group);
}

void CompetingConsumers::add(const Event& event) {
  Waiting waiting{event};
  waiting.came = side_.network.calendar.now();
  if (topic_->settings().visibility) waiting.fate = std::make_shared<Fate>();
  if (consumption_.after == Duration::zero()) return put(std::move(waiting));
  ++held_;
  faultline::start(put_later(std::move(waiting)), *group_);
}

/// Out of a retry topic it comes once it has waited.
Task<void> CompetingConsumers::put_later(Waiting waiting) {
  const Late late(*this, waiting.event);
  co_await side_.network.calendar.delay(consumption_.after);
  --held_;
  put(std::move(waiting));
}

void CompetingConsumers::put(Waiting waiting) {
  auto place = queue_.end();
  if (topic_->settings().priority)
    while (place != queue_.begin() && priority_of(*std::prev(place)) < priority_of(waiting))
      --place;
  insert(place, std::move(waiting));
}

int CompetingConsumers::priority_of(const Waiting& waiting) {
  return waiting.event.transaction().request_class->priority;
}

void CompetingConsumers::insert(std::deque<Waiting>::iterator place, Waiting waiting) {
  queue_.insert(place, std::move(waiting));
  most_waiting_ = std::max(most_waiting_, this->waiting());
  tokens_.push({});
  watch_front();
}

/// The consumer that had it has crashed.
void CompetingConsumers::lose(Waiting waiting, bool begun) {
  if (waiting.fate && (waiting.fate->settled || waiting.number != waiting.fate->latest)) {
    --held_;
    --again_;
  } else if (consumption_.delivery == Delivery::at_most_once) {
    --held_;
    settle(waiting);
    ++event_books_.dropped;
  } else if (waiting.fate) {
    waiting.fate->gone = true;
  } else {
    --held_;
    waiting.deliveries += begun;
    put_back(std::move(waiting));
  }
}

void CompetingConsumers::put_back(Waiting waiting) {
  const auto rank = [&](const Waiting& one) {
    const bool all_the_same = !topic_->settings().priority;
    return std::pair(all_the_same ? 0 : -priority_of(one), one.came);
  };
  const auto place = std::ranges::find_if(
      queue_, [&](const Waiting& other) { return rank(waiting) < rank(other); });
  insert(place, std::move(waiting));
}

auto CompetingConsumers::take() -> Waiting {
  auto waiting = std::move(queue_.front());
  queue_.pop_front();
  ++held_;
  topic_->make_room();
  watch_front();
  if (!waiting.fate) return waiting;
  waiting.number = ++waiting.fate->latest;
  auto again = waiting;
  faultline::start(give_again(std::move(again), *topic_->settings().visibility), *group_);
  return waiting;
}

bool CompetingConsumers::works(std::int64_t consumer, const Instance& at) const {
  return consumer < running_ && at.up() && topic_->own().up() && node().up();
}

Task<void> CompetingConsumers::consume(std::int64_t consumer) {
  auto& at = instance_of(consumer);
  std::deque<Waiting> taken;
  for (;;) {
    while (consumer >= running_) co_await scaled_.next();
    co_await at.running();
    co_await topic_->own().running();
    co_await node().running();
    co_await tokens_.take();
    if (!works(consumer, at)) {
      tokens_.push({});
      continue;
    }
    for (drop_gone(); !queue_.empty() && std::ssize(taken) < consumption_.batch; drop_gone())
      taken.push_back(take());
    if (taken.size() == 1) {
      auto only = std::move(taken.front());
      taken.pop_front();
      co_await work(at, std::move(only));
    } else if (!taken.empty()) {
      co_await work_off(at, taken);
    }
  }
}

Task<void> CompetingConsumers::work_off(Instance& at, std::deque<Waiting>& taken) {
  const auto threads = static_cast<std::size_t>(consumption_.concurrency);
  Quorum ended(side_.network.calendar, threads, threads);
  TaskGroup group;
  for (std::size_t i = 0; i < threads; ++i) faultline::start(thread(at, taken, ended), group);
  co_await ended;
  for (; !taken.empty(); taken.pop_front()) lose(std::move(taken.front()), false);
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
  const InHand hand(*this, waiting.event);
  Handing handing{&at, node().host(), waiting.deliveries};
  const auto ended = co_await process(waiting.event, handing);
  if (ended == Ended::gone) {
    finish(waiting.event, handing, false);
    lose(std::move(waiting), true);
    co_return;
  }
  --held_;
  const bool first = ended == Ended::done && settle(waiting);
  finish(waiting.event, handing, first);
  if (first) ++event_books_.delivered;
  if (ended == Ended::failed) failed(std::move(waiting));
}

void CompetingConsumers::failed(Waiting waiting) {
  if (waiting.fate && (waiting.fate->settled || waiting.number != waiting.fate->latest)) {
    --again_;
    return;
  }
  if (waiting.fate) ++waiting.fate->latest;
  ++waiting.deliveries;
  if (consumption_.delivery == Delivery::at_most_once) {
    settle(waiting);
    ++event_books_.dropped;
  } else if (last_try(waiting.deliveries)) {
    settle(waiting);
    see_off(waiting.event, node().host());
  } else {
    ++held_;
    faultline::start(retry(std::move(waiting)), *group_);
  }
}

bool CompetingConsumers::settle(const Waiting& waiting) {
  if (!waiting.fate) return true;
  if (std::exchange(waiting.fate->settled, true)) {
    --again_;
    return false;
  }
  return true;
}

Task<void> CompetingConsumers::give_again(Waiting waiting, Duration after) {
  co_await side_.network.calendar.delay(after);
  if (waiting.fate->settled || waiting.number != waiting.fate->latest) co_return;
  ++waiting.fate->latest;
  if (std::exchange(waiting.fate->gone, false))
    --held_;
  else
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

Time CompetingConsumers::expires(const Waiting& waiting) const {
  const auto& retention = topic_->settings().retention;
  const auto old = retention ? waiting.came + *retention : end_of_time;
  return std::min(old, topic_->expires(waiting.event));
}

/// An event expires as the first in the queue, as in AMQP: one behind it that lives shorter waits.
void CompetingConsumers::watch_front() {
  if (!topic_->expires_any() || queue_.empty()) return;
  const auto due = expires(queue_.front());
  if (due >= wakes_) return;
  wakes_ = due;
  faultline::start(expire(due), *group_);
}

Task<void> CompetingConsumers::expire(Time due) {
  auto& calendar = side_.network.calendar;
  co_await calendar.delay(std::max(due, calendar.now()) - calendar.now());
  if (wakes_ == due) wakes_ = end_of_time;
  drop_gone();
}

/// In front there is what nobody has had, and has not expired.
void CompetingConsumers::drop_gone() {
  const auto now = side_.network.calendar.now();
  const auto gone = [&](const Waiting& one) {
    return (one.fate && one.fate->settled) || (topic_->expires_any() && expires(one) <= now);
  };
  for (; !queue_.empty() && gone(queue_.front()); queue_.pop_front()) {
    if (settle(queue_.front())) Subscription::expire(1);
    topic_->make_room();
  }
  watch_front();
}

void CompetingConsumers::drop_oldest() {
  if (settle(queue_.front())) Subscription::expire(1);
  queue_.pop_front();
  watch_front();
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
  return now - or_late(queue_.empty() ? now : queue_.front().event.published());
}

Instance& CompetingConsumers::node() const { return *topic_->nodes().instances().front(); }

}  // namespace faultline
