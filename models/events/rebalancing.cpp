#include <algorithm>

#include "models/events/partition_consumers.hpp"
#include "models/events/topic.hpp"

/// Which consumer of a group has which partitions, and when that changes.
namespace faultline {

auto PartitionConsumers::member_for(const Event& event) -> Member& {
  const auto joined = members();
  return members_[joined.empty() ? 0 : joined[event.id() % joined.size()]];
}

std::vector<std::uint32_t> PartitionConsumers::members() const {
  std::vector<std::uint32_t> joined;
  for (std::uint32_t i = 0; i < members_.size() && i < running_; ++i)
    if (members_[i].joined) joined.push_back(i);
  return joined;
}

void PartitionConsumers::changed(Instance& instance) {
  bool back = false;
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    auto& member = members_[i];
    if (member.at != &instance) continue;
    if (instance.responds()) {
      member.silent_since = end_of_time;
      back |= !std::exchange(member.joined, true);
    } else if (member.silent_since == end_of_time) {
      member.silent_since = side_.network.calendar.now();
      faultline::start(silence(i), *group_);
    }
  }
  for (const auto& cursor : cursors_) cursor->changed.give();
  if (!instance.condition().unrest.neutral() && !unsettled_)
    faultline::start(storm(instance), *group_);
  if (back) faultline::start(give_out(false), *group_);
}

Task<void> PartitionConsumers::silence(std::uint32_t number) {
  auto& member = members_[number];
  const auto since = member.silent_since;
  co_await side_.network.calendar.delay(consumption_.session);
  if (member.silent_since != since) co_return;
  member.joined = false;
  for (const auto& cursor : cursors_)
    if (cursor->owner == number && cursor->busy()) cursor->rewind();
  faultline::start(give_out(false), *group_);
}

/// As long as `instance` is unsettled.
Task<void> PartitionConsumers::storm(const Instance& instance) {
  unsettled_ = true;
  const auto& unrest = instance.condition().unrest;
  while (!unrest.neutral()) {
    faultline::start(give_out(true), *group_);
    co_await side_.network.calendar.delay(unrest.value());
  }
  unsettled_ = false;
}

Task<void> PartitionConsumers::give_out(bool all) {
  const auto number = ++rebalances_;
  std::vector<std::uint32_t> before;
  for (const auto& cursor : cursors_) before.push_back(cursor->owner);
  const auto owners = assign(consumption_.assignment, members(), before);
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    auto& cursor = *cursors_[i];
    const bool kept = consumption_.assignment == Assignment::sticky && owners[i] == before[i];
    if (kept && !all && !cursor.stopped) continue;
    cursor.stopped = true;
    ++cursor.epoch;
    cursor.changed.give();
  }
  co_await side_.network.calendar.delay(consumption_.rebalance);
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    auto& cursor = *cursors_[i];
    while (number == rebalances_ && cursor.stopped && cursor.busy()) co_await cursor.changed.next();
    if (number != rebalances_) co_return;
    if (!cursor.stopped) continue;
    cursor.stopped = false;
    cursor.owner = owners[i];
    faultline::start(serve(cursor, cursor.epoch), *group_);
  }
}

Task<void> PartitionConsumers::scale(LagScaling scaling) {
  auto& calendar = side_.network.calendar;
  for (;;) {
    co_await calendar.delay(scaling.every);
    const auto wanted = scaling.wanted(waiting());
    if (wanted == running_) continue;
    if (wanted > running_) co_await calendar.delay(scaling.cold_start);
    running_ = wanted;
    faultline::start(give_out(false), *group_);
  }
}

Duration PartitionConsumers::lag() const {
  auto oldest = side_.network.calendar.now();
  for (const auto& cursor : cursors_) {
    const auto place = std::max(cursor->committed(), cursor->partition.first());
    if (place < cursor->partition.end())
      oldest = std::min(oldest, cursor->partition.at(place).published());
  }
  return side_.network.calendar.now() - or_late(oldest);
}

std::int64_t PartitionConsumers::pending() const {
  auto sum = in_hand_ + retrying_;
  for (const auto& cursor : cursors_) sum += static_cast<std::int64_t>(cursor->pending());
  return sum;
}

}  // namespace faultline
