#include "models/events/consumers/partition_consumers.hpp"

#include <algorithm>
#include <ranges>

#include "models/events/topics/topic.hpp"
#include "sim/engine/alarm.hpp"
#include "sim/engine/quorum.hpp"

namespace faultline {

void PartitionConsumers::start(Topic& topic, TaskGroup& group) {
  topic_ = &topic;
  target_.topic = topic.own().place();
  group_ = &group;
  auto& calendar = side_.network.calendar;
  for (std::int64_t i = 0; i < consumption_.most_consumers(); ++i)
    members_.push_back({.at = &instance_of(i),
                        .thread = std::make_unique<Slots>(calendar, 1),
                        .joined = instance_of(i).deployed()});
  for (const auto& instance : target_.service->instances()) instance->listen(*this);
  for (auto& partition : topic.partitions()) {
    cursors_.push_back(std::make_unique<Cursor>(*this, partition, calendar));
    partition.join(*cursors_.back());
  }
  const auto owners =
      assign(consumption_.assignment, members(), std::vector(cursors_.size(), unowned));
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    cursors_[i]->owner = owners[i];
    faultline::start(serve(*cursors_[i], 0), group);
  }
  if (consumption_.scaling) faultline::start(scale(*consumption_.scaling), group);
}

/// The end of those events of a retry topic that have waited for their time.
std::uint64_t PartitionConsumers::waited_before(const Cursor& cursor) const {
  const auto visible = cursor.partition.visible();
  const auto stored_by = side_.network.calendar.now() - consumption_.after;
  const auto places = std::views::iota(cursor.position(), std::max(cursor.position(), visible));
  const auto early = [&](std::uint64_t place) {
    return cursor.partition.stored(place) <= stored_by;
  };
  return cursor.position() +
         static_cast<std::uint64_t>(std::ranges::partition_point(places, early) - places.begin());
}

/// Once the next event is due.
Task<void> PartitionConsumers::wake(Cursor& cursor) {
  if (std::exchange(cursor.dozes, true)) co_return;
  auto& calendar = side_.network.calendar;
  const auto due = cursor.partition.stored(cursor.position()) + consumption_.after;
  co_await calendar.delay(due - calendar.now());
  cursor.dozes = false;
  cursor.changed.give();
}

Task<void> PartitionConsumers::serve(Cursor& cursor, std::uint64_t epoch) {
  if (cursor.owner == unowned) co_return;
  Batch batch{members_[cursor.owner], cursor};
  while (cursor.epoch == epoch) {
    if (!ready(cursor)) {
      co_await cursor.changed.next();
      continue;
    }
    if (due_before(cursor) == cursor.position()) {
      faultline::start(wake(cursor), *group_);
      co_await cursor.changed.next();
      continue;
    }
    if (consumption_.fetch) co_await long_poll(cursor, epoch);
    const auto thread = co_await batch.member.thread->acquire();
    if (cursor.epoch == epoch && ready(cursor) && due_before(cursor) > cursor.position())
      co_await work_off(batch);
    if (batch.member.late) come_back(batch.member);
  }
}

Task<void> PartitionConsumers::work_off(Batch& batch) {
  const InUse in_use(*this);
  fetch(batch);
  if (topic_->settings().fetch) {
    const auto& leader = batch.cursor.partition.leader();
    co_await side_.network.calendar.delay(fetch_time(batch.events.front().event, leader));
  }
  if (const auto fetched = std::ssize(batch.events); fetched > 1) {
    auto& leader = batch.cursor.partition.leader();
    const Bytes size{consumption_.size.count * fetched};
    const auto call = batch.events.front().event.call(leader.host(), 0);
    const auto to = batch.member.at->host();
    while (parted(leader, *batch.member.at)) co_await side_.network.healed.next();
    co_await side_.network.calendar.delay(
        side_.network.latency(leader.host(), to, size, leader.condition(), call));
  }
  if (consumption_.max_poll && batch.held())
    faultline::start(limit(batch.cursor.owner, batch.cursor, batch.token), *group_);
  for (;;) {
    if (transactional()) batch.stage = side_.staging.open();
    if (consumption_.concurrency > 1)
      co_await work_in_parallel(batch);
    else
      for (; batch.goes_on(); ++batch.next) co_await work(batch, batch.events[batch.next]);
    batch.failed |= overtaken(batch);
    if (!batch.failed) break;
    co_await roll_back(batch);
  }
  end(batch);
}

Task<void> PartitionConsumers::work_in_parallel(Batch& batch) {
  const auto threads = static_cast<std::size_t>(consumption_.concurrency);
  Quorum ended(side_.network.calendar, threads, threads);
  TaskGroup group;
  for (std::size_t i = 0; i < threads; ++i) faultline::start(thread(batch, ended), group);
  co_await ended;
}

Task<void> PartitionConsumers::thread(Batch& batch, Quorum& ended) {
  while (batch.goes_on()) {
    auto& one = batch.events[batch.next++];
    co_await work(batch, one);
  }
  ended.arrive(true);
}

/// One event, tried again in its place as long as it holds up those behind it, or until the
/// partition is given out anew.
Task<void> PartitionConsumers::work(Batch& batch, Fetched& one) {
  if (one.fate != Fetched::Fate::open) co_return;
  auto& at = *batch.member.at;
  const bool alone = batch.events.size() == 1;
  const auto* node = alone ? &batch.cursor.partition.leader() : nullptr;
  const auto from = node ? node->host() : at.host();
  for (Handing handing{&at, from, node, one.deliveries, batch.stage};;) {
    auto ended = Ended::done;
    if (!batch.done.contains(one.event.id())) {
      handing.again = batch.cursor.again_at(one.place);
      ended = co_await process(one.event, handing);
      one.worked_on = !handing.passed_over;
    }
    batch.spent += std::exchange(handing.spent, Duration::zero());
    if (ended == Ended::done) {
      one.fate = Fetched::Fate::done;
      if (batch.stage != 0 && consumption_.remembers) batch.done.insert(one.event.id());
    }
    if (ended != Ended::failed || commits_before()) co_return;
    one.deliveries = ++handing.deliveries;
    batch.left |= !batch.held();
    if (batch.left) co_return;
    if (last_try(one.deliveries)) {
      one.fate = Fetched::Fate::given_up;
      co_await carry_on(batch, one.event);
    } else if (!consumption_.blocks()) {
      one.fate = Fetched::Fate::retries;
    }
    batch.failed = batch.stage != 0;
    if (one.fate != Fetched::Fate::open) co_return;
    const auto pause = pause_after(one.deliveries);
    if (batch.failed) {
      batch.pause = std::max(batch.pause, pause);
      co_return;
    }
    co_await side_.network.calendar.delay(pause);
    make_way(batch);
    if (batch.left) co_return;
  }
}

/// Another transaction has committed one of its events meanwhile, so that it cannot.
bool PartitionConsumers::overtaken(const Batch& batch) const {
  if (batch.stage == 0 || !consumption_.remembers || !batch.held()) return false;
  return std::ranges::any_of(batch.events, [&](const Fetched& one) {
    return one.fate == Fetched::Fate::done && one.worked_on &&
           side_.memory.had(one.event, *batch.member.at);
  });
}

/// A partition that is to be given out anew is let go before the next try.
void PartitionConsumers::make_way(Batch& batch) {
  if (batch.held() && batch.cursor.stopped) batch.cursor.rewind();
  batch.left |= !batch.held();
}

/// Nothing of the transaction has happened; it is begun once more, without what was given up.
Task<void> PartitionConsumers::roll_back(Batch& batch) {
  side_.staging.discard(std::exchange(batch.stage, std::uint32_t{0}));
  side_.books.work(std::exchange(batch.spent, Duration::zero()), false);
  batch.done.clear();
  for (auto& one : batch.events)
    if (one.fate == Fetched::Fate::done) {
      one.fate = Fetched::Fate::open;
      one.worked_on = false;
    }
  co_await side_.network.calendar.delay(std::exchange(batch.pause, Duration::zero()));
  batch.next = 0;
  batch.failed = false;
  make_way(batch);
}

/// It was given up: where such events go to another topic the place is not committed before this
/// one is there. A transaction publishes at its commit.
Task<void> PartitionConsumers::carry_on(Batch& batch, Event event) {
  const auto from = batch.member.at->host();
  for (std::uint64_t tries = 1; goes_on() && !transactional() && batch.held(); ++tries) {
    const bool there = co_await bring_on(event, from, tries, *side_.onward);
    if (there) co_return;
    co_await side_.network.calendar.delay(resend_after);
  }
}

/// What becomes of an event as its batch is committed.
void PartitionConsumers::settle(const Batch& batch, const Fetched& one) {
  switch (one.fate) {
    case Fetched::Fate::open:
      return;
    case Fetched::Fate::done:
      if (transactional()) note(one.event, *batch.member.at);
      return;
    case Fetched::Fate::retries:
      ++retrying_;
      return faultline::start(retry(one.event, one.deliveries), *group_);
    case Fetched::Fate::given_up:
      return transactional() ? see_off(one.event, batch.member.at->host()) : give_up();
  }
}

/// Commits what has become of a batch, unless its consumer crashed over it or has lost the
/// partition: then it is had again, or, where it was committed before, what was not done is lost.
void PartitionConsumers::end(Batch& batch) {
  auto& cursor = batch.cursor;
  const bool held = batch.held();
  const bool oldest = cursor.committed() <= cursor.partition.kept();
  const auto delivered = std::ranges::count(batch.events, Fetched::Fate::done, &Fetched::fate);
  if (commits_before()) {
    in_hand_ -= std::ssize(batch.events);
    event_books_.dropped += std::ssize(batch.events) - delivered;
    for (const auto& one : batch.events)
      if (one.fate != Fetched::Fate::done) set_back_by_crash(one.event);
  }
  if (held || commits_before()) event_books_.delivered += delivered;
  const auto stage = std::exchange(batch.stage, std::uint32_t{0});
  side_.books.work(std::exchange(batch.spent, Duration::zero()), held);
  if (held) {
    if (stage != 0) side_.staging.commit(stage);
    for (const auto& one : batch.events) settle(batch, one);
    cursor.commit();
    cursor.end();
  } else {
    if (stage != 0) side_.staging.discard(stage);
    if (cursor.busy_with(batch.token)) cursor.rewind();
  }
  batch.events.clear();
  batch.done.clear();
  if (oldest || commits_before()) cursor.partition.forget_read();
  cursor.free_since = side_.network.calendar.now();
  topic_->make_room();
}

std::vector<std::uint64_t> PartitionConsumers::in_hand() const {
  std::vector<std::uint64_t> found;
  for (const auto& cursor : cursors_) {
    const auto place = cursor->committed();
    const auto& partition = cursor->partition;
    if (!cursor->busy() || place < partition.kept() || place >= partition.end()) continue;
    const auto& event = partition.at(place);
    if (!event.gone()) found.push_back(event.transaction().id);
  }
  return found;
}

/// An event out of a retry topic.
Task<void> PartitionConsumers::retry(Event event, std::uint64_t deliveries) {
  const Late late(*this, event);
  for (;;) {
    co_await side_.network.calendar.delay(pause_after(deliveries));
    auto& member = member_for(event);
    co_await member.at->running();
    const auto thread = co_await member.thread->acquire();
    if (!member.at->up()) continue;
    const InUse in_use(*this);
    Handing handing{member.at, topic_->own().host(), &topic_->own(), deliveries};
    const auto ended = co_await process(event, handing);
    finish(event, handing, ended == Ended::done);
    if (ended == Ended::failed) ++deliveries;
    const bool over = ended == Ended::failed && last_try(deliveries);
    if (ended != Ended::done && !over) continue;
    --retrying_;
    if (over)
      see_off(event, member.at->host());
    else
      ++event_books_.delivered;
    topic_->make_room();
    co_return;
  }
}

}  // namespace faultline
