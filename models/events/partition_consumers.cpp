#include "models/events/partition_consumers.hpp"

#include <algorithm>

#include "models/events/topic.hpp"
#include "sim/alarm.hpp"
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

Task<void> PartitionConsumers::serve(Cursor& cursor, std::uint64_t epoch) {
  if (cursor.owner == unowned) co_return;
  Batch batch{members_[cursor.owner], cursor};
  while (cursor.epoch == epoch) {
    if (!ready(cursor)) {
      co_await cursor.changed.next();
      continue;
    }
    if (consumption_.fetch) co_await long_poll(cursor, epoch);
    const auto thread = co_await batch.member.thread->acquire();
    if (cursor.epoch == epoch && ready(cursor)) co_await work_off(batch);
  }
}

bool PartitionConsumers::has_enough(const Cursor& cursor) const {
  const auto& [events, size, wait] = *consumption_.fetch;
  auto place = cursor.position();
  const auto count = static_cast<std::int64_t>(cursor.partition.visible() - place);
  if ((events && count >= *events) || count >= consumption_.batch) return true;
  for (std::int64_t bytes = 0; size && place < cursor.partition.visible(); ++place) {
    bytes += topic_->sizes().of(cursor.partition.at(place));
    if (bytes >= size->count) return true;
  }
  return false;
}

Task<Answer> PartitionConsumers::enough(Cursor& cursor, std::uint64_t epoch) {
  while (cursor.epoch == epoch && ready(cursor) && !has_enough(cursor))
    co_await cursor.changed.next();
  co_return Answer{};
}

/// One fetch follows the other: that which waits now was asked a whole number of waits after the
/// last batch was done.
Task<void> PartitionConsumers::long_poll(Cursor& cursor, std::uint64_t epoch) {
  auto& calendar = side_.network.calendar;
  const auto wait = consumption_.fetch->wait;
  const auto asked = (calendar.now() - cursor.free_since - Duration{1}) / wait;
  Alarm answered(calendar, cursor.free_since + wait * (asked + 1));
  auto enough = this->enough(cursor, epoch);
  co_await first_of(enough, answered);
}

/// What comes next in a long backlog is in no cache any more: it is asked for ahead.
void PartitionConsumers::fetch(Batch& batch) {
  auto& cursor = batch.cursor;
  const auto count = std::min(cursor.partition.visible() - cursor.position(),
                              static_cast<std::uint64_t>(consumption_.batch));
  batch.token = ++tokens_;
  batch.wipes = batch.member.at->condition().wipes;
  batch.next = 0;
  batch.delivered = 0;
  for (std::uint64_t i = 0; i < count; ++i)
    batch.events.push_back(cursor.partition.at(cursor.position() + i));
  cursor.begin(batch.token, count);
  if (const auto next = cursor.position(); next < cursor.partition.visible())
    __builtin_prefetch(&cursor.partition.at(next).transaction());
  if (!commits_before()) return;
  cursor.commit();
  in_hand_ += static_cast<std::int64_t>(count);
}

Task<void> PartitionConsumers::work_off(Batch& batch) {
  fetch(batch);
  if (topic_->settings().fetch) {
    const auto& leader = batch.cursor.partition.leader();
    co_await side_.network.calendar.delay(fetch_time(batch.events.front(), leader));
  }
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
      ++batch.given_up;
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
    for (; batch.given_up > 0; --batch.given_up) give_up();
    for (auto& [event, deliveries] : batch.to_retry) {
      ++retrying_;
      faultline::start(retry(std::move(event), deliveries), *group_);
    }
    cursor.commit();
    cursor.end();
  } else if (cursor.busy_with(batch.token)) {
    cursor.rewind();
  }
  batch.given_up = 0;
  batch.events.clear();
  batch.to_retry.clear();
  if (oldest || commits_before()) cursor.partition.forget_read();
  cursor.free_since = side_.network.calendar.now();
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
      give_up();
    else
      ++event_books_.delivered;
    topic_->make_room();
    co_return;
  }
}

}  // namespace faultline
