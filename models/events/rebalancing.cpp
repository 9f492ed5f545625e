#include <algorithm>

#include "models/events/partition_consumers.hpp"
#include "models/events/topic.hpp"

/// Which consumer of a group has which partitions, and when that changes.
namespace faultline {

auto PartitionConsumers::member_for(const Event& event) -> Member& {
  const auto joined = members();
  return members_[joined.empty() ? 0 : joined[event.transaction().id % joined.size()]];
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
    member.crashed |= !instance.up();
    if (instance.responds()) {
      back |= respond(member);
    } else if (member.silent_since == end_of_time) {
      member.silent_since = side_.network.calendar.now();
      faultline::start(silence(i), *group_);
    }
  }
  for (const auto& cursor : cursors_) cursor->changed.give();
  unsettle(instance);
  if (back) faultline::start(give_out(), *group_);
}

/// It moves; true where that makes it join.
bool PartitionConsumers::respond(Member& member) {
  const auto silent_since = std::exchange(member.silent_since, end_of_time);
  const bool crashed = std::exchange(member.crashed, false);
  if (!member.joined) return !member.late && (member.joined = true);
  if (!crashed || consumption_.membership == Membership::static_) return false;
  ghosts_until_ = std::max(ghosts_until_, silent_since + consumption_.session);
  return member.anew = true;
}

Task<void> PartitionConsumers::silence(std::uint32_t number) {
  const auto& member = members_[number];
  const auto since = member.silent_since;
  co_await side_.network.calendar.delay(consumption_.session);
  if (member.silent_since == since && member.joined) put_out(number);
}

/// A consumer that does not come for more in time is put out of the group; while it stands still it
/// is not aware of the time.
Task<void> PartitionConsumers::limit(std::uint32_t number, Cursor& cursor, std::uint64_t token) {
  auto& member = members_[number];
  co_await side_.network.calendar.delay(*consumption_.max_poll);
  while (cursor.busy_with(token) && member.at->frozen()) co_await cursor.changed.next();
  if (!cursor.busy_with(token)) co_return;
  member.late = true;
  put_out(number);
}

/// What it has not committed is had again by others.
void PartitionConsumers::put_out(std::uint32_t number) {
  members_[number].joined = false;
  for (const auto& cursor : cursors_)
    if (cursor->owner == number && cursor->busy()) cursor->rewind();
  faultline::start(give_out(), *group_);
}

/// It comes for more, and learns that it was put out.
void PartitionConsumers::come_back(Member& member) {
  member.late = false;
  if (!member.at->responds()) return;
  member.joined = true;
  faultline::start(give_out(), *group_);
}

/// The unrest at an instance began, ended or became another.
void PartitionConsumers::unsettle(const Instance& instance) {
  auto& unrest = unrest_[instance.number()];
  const auto before = std::exchange(unrest.every, instance.condition().unrest.value());
  if (unrest.every == before) return;
  ++unrest.number;
  if (unrest.every == no_unrest) return;
  const auto first = unrest.every > before ? unrest.every : Duration::zero();
  faultline::start(storm(instance, first), *group_);
}

/// As long as consumers of the instance come and go so often.
Task<void> PartitionConsumers::storm(const Instance& instance, Duration first) {
  const auto& unrest = unrest_[instance.number()];
  const auto [every, number] = unrest;
  co_await side_.network.calendar.delay(first);
  while (unrest.number == number) {
    leave_and_join(instance);
    co_await side_.network.calendar.delay(every);
  }
}

/// Both at one instant, so that the partitions are given out once.
void PartitionConsumers::leave_and_join(const Instance& instance) {
  if (!instance.responds()) return;
  bool any = false;
  for (const auto number : members())
    if (members_[number].at == &instance) any = members_[number].anew = true;
  if (any) faultline::start(give_out(), *group_);
}

Task<void> PartitionConsumers::give_out() {
  const auto number = ++rebalances_;
  std::vector<std::uint32_t> before;
  for (const auto& cursor : cursors_) {
    const bool replaced = cursor->owner != unowned && members_[cursor->owner].anew;
    before.push_back(replaced ? unowned : cursor->owner);
  }
  for (auto& member : members_) member.anew = false;
  const auto owners = assign(consumption_.assignment, members(), before);
  for (std::size_t i = 0; i < cursors_.size(); ++i) {
    auto& cursor = *cursors_[i];
    const bool kept = consumption_.assignment == Assignment::sticky && owners[i] == before[i];
    if (kept && !cursor.stopped) continue;
    cursor.stopped = true;
    ++cursor.epoch;
    cursor.changed.give();
  }
  const auto now = side_.network.calendar.now();
  co_await side_.network.calendar.delay(std::max(now, ghosts_until_) - now +
                                        consumption_.rebalance);
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
    faultline::start(give_out(), *group_);
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
