#include "models/events/partition_consumers.hpp"

#include <algorithm>

#include "models/events/topic.hpp"
#include "sim/quorum.hpp"

namespace faultline {

void PartitionConsumers::start(Topic& topic, TaskGroup& group) {
  topic_ = &topic;
  group_ = &group;
  auto& calendar = side_.network.calendar;
  running_ = consumption_.consumers;
  for (std::int64_t i = 0; i < consumption_.most_consumers(); ++i)
    members_.push_back({&instance_of(i), std::make_unique<Slots>(calendar, 1)});
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

bool PartitionConsumers::ready(const Cursor& cursor) const {
  return cursor.readable() && members_[cursor.owner].at->up() && topic_->own().responds();
}

/// The end of the events that can be had, those in a retry topic once they have waited.
std::uint64_t PartitionConsumers::due_before(const Cursor& cursor) const {
  const auto visible = cursor.partition.visible();
  if (consumption_.after == Duration::zero()) return visible;
  const auto stored_by = side_.network.calendar.now() - consumption_.after;
  auto place = cursor.position();
  while (place < visible && cursor.partition.stored(place) <= stored_by) ++place;
  return place;
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
    const auto thread = co_await batch.member.thread->acquire();
    if (cursor.epoch == epoch && ready(cursor)) co_await work_off(batch);
  }
}

void PartitionConsumers::fetch(Batch& batch) {
  auto& cursor = batch.cursor;
  const auto count = std::min(due_before(cursor) - cursor.position(),
                              static_cast<std::uint64_t>(consumption_.batch));
  batch.token = ++tokens_;
  batch.wipes = batch.member.at->condition().wipes;
  batch.next = 0;
  batch.delivered = 0;
  for (std::uint64_t i = 0; i < count; ++i)
    batch.events.push_back(cursor.partition.at(cursor.position() + i));
  cursor.begin(batch.token, count);
  if (!commits_before()) return;
  cursor.commit();
  in_hand_ += static_cast<std::int64_t>(count);
}

Task<void> PartitionConsumers::work_off(Batch& batch) {
  fetch(batch);
  if (const auto fetched = std::ssize(batch.events); fetched > 1) {
    auto& leader = batch.cursor.partition.leader();
    const Bytes size{consumption_.size.count * fetched};
    const auto way =
        side_.network.latency(leader.host(), batch.member.at->host(), size, leader.condition());
    co_await side_.network.calendar.delay(way);
  }
  if (consumption_.concurrency > 1) {
    co_await work_in_parallel(batch);
  } else {
    for (; batch.next < batch.events.size() && batch.held(); ++batch.next)
      co_await work(batch, batch.events[batch.next]);
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
  while (batch.next < batch.events.size() && batch.held()) {
    const auto& event = batch.events[batch.next++];
    co_await work(batch, event);
  }
  ended.arrive(true);
}

/// One event, tried again in its place as long as it holds up those behind it, or until the
/// partition is given out anew.
Task<void> PartitionConsumers::work(Batch& batch, const Event& event) {
  auto& at = *batch.member.at;
  const bool alone = batch.events.size() == 1;
  const auto from = alone ? batch.cursor.partition.leader().host() : at.host();
  for (Handing handing{&at, from}; batch.held();) {
    const auto ended = co_await process(event, handing);
    finish(event, handing, ended == Ended::done && batch.held());
    if (ended == Ended::done) ++batch.delivered;
    if (ended != Ended::failed || commits_before()) co_return;
    ++handing.deliveries;
    if (last_try(handing.deliveries)) {
      co_await carry_on(batch, event);
      co_return;
    }
    if (!consumption_.blocks()) {
      batch.to_retry.emplace_back(event, handing.deliveries);
      co_return;
    }
    co_await side_.network.calendar.delay(pause_after(handing.deliveries));
    if (batch.cursor.stopped && batch.held()) batch.cursor.rewind();
  }
}

/// It was given up: where such events go to another topic the place is not committed before this
/// one is there.
Task<void> PartitionConsumers::carry_on(Batch& batch, Event event) {
  const auto from = batch.member.at->host();
  const bool at_commit = consumption_.delivery == Delivery::effectively_once;
  for (std::uint64_t tries = 1; goes_on() && !at_commit && batch.held(); ++tries) {
    const bool there = co_await bring_on(event, from, tries);
    if (there) break;
    co_await side_.network.calendar.delay(resend_after);
  }
  batch.given_up.push_back(std::move(event));
}

/// What becomes of the events of a batch that did not succeed, as it is committed.
void PartitionConsumers::settle(Batch& batch) {
  for (const auto& event : batch.given_up) {
    if (consumption_.delivery == Delivery::effectively_once)
      see_off(event, batch.member.at->host());
    else
      give_up();
  }
  for (auto& [event, deliveries] : batch.to_retry) {
    ++retrying_;
    faultline::start(retry(std::move(event), deliveries), *group_);
  }
}

/// Commits what has become of a batch, unless its consumer crashed over it or has lost the
/// partition: then it is had again, or, where it was committed before, what was not done is lost.
void PartitionConsumers::end(Batch& batch) {
  auto& cursor = batch.cursor;
  const auto count = std::ssize(batch.events);
  const bool held = batch.held();
  const bool oldest = cursor.committed() <= cursor.partition.kept();
  if (commits_before()) {
    in_hand_ -= count;
    event_books_.dropped += count - batch.delivered;
  }
  if (held || commits_before()) event_books_.delivered += batch.delivered;
  if (held) {
    settle(batch);
    cursor.commit();
    cursor.end();
  } else if (cursor.busy_with(batch.token)) {
    cursor.rewind();
  }
  batch.given_up.clear();
  batch.events.clear();
  batch.to_retry.clear();
  if (oldest || commits_before()) cursor.partition.forget_read();
  topic_->make_room();
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
    Handing handing{member.at, topic_->own().host(), deliveries};
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
