#include "models/events/consumers/competing_consumers.hpp"

#include <algorithm>

#include "models/events/topics/topic.hpp"
#include "sim/engine/quorum.hpp"

namespace faultline {

CompetingConsumers::CompetingConsumers(Service& service, const Operation& operation,
                                       const Consumption& consumption, const ConsumerSide& side)
    : Subscription(service, operation, consumption, side),
      queue_(side.sizes, side.by_priority),
      tokens_(side.network.calendar),
      scaled_(side.network.calendar) {}

void CompetingConsumers::start(Topic& topic, TaskGroup& group) {
  topic_ = &topic;
  target_.topic = topic.own().place();
  group_ = &group;
  for (std::int64_t i = 0; i < consumption_.most_consumers(); ++i)
    faultline::start(consume(i), group);
  if (consumption_.scaling) faultline::start(scale(*consumption_.scaling), group);
}

void CompetingConsumers::add(const Event& event) {
  Waiting waiting{event};
  waiting.came = side_.network.calendar.now();
  const bool acknowledged_before = consumption_.delivery == Delivery::at_most_once;
  if (topic_->settings().visibility && !acknowledged_before)
    waiting.fate = std::make_shared<Fate>();
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
  queue_.push(std::move(waiting));
  came_in();
}

void CompetingConsumers::put_back(Waiting waiting) {
  queue_.put_back(std::move(waiting));
  came_in();
}

void CompetingConsumers::came_in() {
  if (const auto most = topic_->settings().retention_size)
    while (queue_.size() > 1 && queue_.bytes() > most->count) drop_oldest();
  most_waiting_ = std::max(most_waiting_, this->waiting());
  tokens_.give();
  watch_front();
}

/// The consumer that had it has crashed.
void CompetingConsumers::lose(Waiting waiting, bool begun) {
  if (waiting.fate && (waiting.fate->settled || waiting.number != waiting.fate->latest)) {
    --held_;
    --again_;
  } else if (consumption_.delivery == Delivery::at_most_once) {
    --held_;
    settle(waiting.fate.get());
    set_back_by_crash(waiting.event);
    ++event_books_.dropped;
  } else if (waiting.fate) {
    waiting.fate->gone = true;
  } else {
    --held_;
    waiting.deliveries += begun;
    if (begun && last_try(waiting.deliveries)) return see_off(waiting.event, node().host());
    put_back(std::move(waiting));
  }
}

Waiting CompetingConsumers::take() {
  auto waiting = queue_.pop();
  ++held_;
  topic_->make_room();
  watch_front();
  if (!waiting.fate) return waiting;
  waiting.number = ++waiting.fate->latest;
  auto again = waiting;
  faultline::start(give_again(std::move(again), *topic_->settings().visibility), *group_);
  return waiting;
}

/// A queue sends its events: what matters is that they come through.
bool CompetingConsumers::cut_off(const Instance& at) const {
  if (side_.network.hindered == 0) return false;
  const auto& from = node();
  return Network::is_cut(from.host(), at.host(), from.condition()) ||
         Network::is_cut(from.host(), at.host(), at.condition());
}

bool CompetingConsumers::works(std::int64_t consumer, const Instance& at) const {
  return consumer < running_ && at.deployed() && at.up() && topic_->serves() && !cut_off(at);
}

Task<void> CompetingConsumers::consume(std::int64_t consumer) {
  auto& at = instance_of(consumer);
  std::deque<Waiting> taken;
  for (;;) {
    while (consumer >= running_) co_await scaled_.next();
    co_await at.deployment();
    co_await at.running();
    co_await topic_->serving();
    while (cut_off(at)) co_await side_.network.healed.next();
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
  Handing handing{&at, node().host(), &node(), waiting.deliveries};
  const auto ended = co_await process(waiting.event, handing);
  if (ended == Ended::gone) {
    finish(waiting.event, handing, false);
    lose(std::move(waiting), true);
    co_return;
  }
  --held_;
  const bool first = ended == Ended::done && settle(waiting.fate.get());
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
    settle(waiting.fate.get());
    ++event_books_.dropped;
  } else if (last_try(waiting.deliveries)) {
    settle(waiting.fate.get());
    see_off(waiting.event, node().host());
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
  if (std::exchange(waiting.fate->gone, false))
    --held_;
  else
    ++again_;
  ++waiting.deliveries;
  if (!last_try(waiting.deliveries)) {
    put(std::move(waiting));
  } else {
    settle(waiting.fate.get());
    see_off(waiting.event, node().host());
  }
}

Task<void> CompetingConsumers::retry(Waiting waiting) {
  const Late late(*this, waiting.event);
  co_await side_.network.calendar.delay(pause_after(waiting.deliveries));
  --held_;
  put(std::move(waiting));
}

Time CompetingConsumers::expires_first() const {
  const auto& retention = topic_->settings().retention;
  const auto old = retention ? queue_.came() + *retention : end_of_time;
  return std::min(old, topic_->expires(queue_.front()));
}

/// An event expires as the first in the queue, as in AMQP: one behind it that lives shorter waits.
void CompetingConsumers::watch_front() {
  if (!topic_->expires_any() || queue_.empty()) return;
  const auto due = expires_first();
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
  const auto gone = [&] {
    const auto* fate = queue_.fate();
    return (fate && fate->settled) ||
           (topic_->expires_any() && expires_first() <= side_.network.calendar.now());
  };
  while (!queue_.empty() && gone()) {
    pop_unprocessed(Unprocessed::expired);
    topic_->make_room();
  }
  watch_front();
}

void CompetingConsumers::drop_oldest() {
  pop_unprocessed(Unprocessed::overflowed);
  watch_front();
}

void CompetingConsumers::pop_unprocessed(Unprocessed why) {
  const bool first = settle(queue_.fate());
  const auto waiting = queue_.pop();
  if (first) lose_unprocessed(waiting.event, node().host(), why);
}

Task<void> CompetingConsumers::scale(LagScaling scaling) {
  for (;;) {
    co_await side_.network.calendar.delay(scaling.every);
    const auto wanted = scaling.wanted(waiting());
    if (wanted > running_) co_await side_.network.calendar.delay(scaling.cold_start);
    resize(wanted);
  }
}

Duration CompetingConsumers::lag() const {
  const auto now = side_.network.calendar.now();
  return now - or_late(queue_.empty() ? now : queue_.front().published());
}

Instance& CompetingConsumers::node() const { return topic_->partitions().front().leader(); }

}  // namespace faultline
