#include <algorithm>

#include "models/events/consumers/partition_consumers.hpp"
#include "models/events/topics/topic.hpp"
#include "sim/engine/alarm.hpp"

namespace faultline {

bool PartitionConsumers::ready(const Cursor& cursor) const {
  const auto& at = *members_[cursor.owner].at;
  return cursor.readable() && at.up() && topic_->own().responds() &&
         !parted(cursor.partition.leader(), at);
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
  const auto count = std::min(due_before(cursor) - cursor.position(),
                              static_cast<std::uint64_t>(consumption_.batch));
  batch.token = ++tokens_;
  batch.wipes = batch.member.at->condition().wipes;
  batch.next = 0;
  batch.left = batch.failed = false;
  for (auto place = cursor.position(); batch.events.size() < count; ++place)
    batch.events.push_back({cursor.partition.at(place), place});
  cursor.begin(batch.token, count);
  if (const auto next = cursor.position(); next < cursor.partition.visible())
    __builtin_prefetch(&cursor.partition.at(next).transaction());
  if (!commits_before()) return;
  cursor.commit();
  in_hand_ += static_cast<std::int64_t>(count);
}

}  // namespace faultline
