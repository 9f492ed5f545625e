#include <algorithm>

#include "models/events/consumers/partition_consumers.hpp"
#include "models/events/topics/topic.hpp"

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
  bool moved = false;
  for (std::uint32_t i = 0; i < members_.size(); ++i) {
    auto& member = members_[i];
    if (member.at != &instance) continue;
    member.crashed |= !instance.up();
    if (!instance.deployed() || leaves_for_release(instance)) {
      moved |= std::exchange(member.joined, false);
      member.silent_since = end_of_time;
    } else if (instance.responds()) {
      moved |= respond(member);
    } else if (member.silent_since == end_of_time) {
      member.silent_since = side_.network.calendar.now();
      faultline::start(silence(i), *group_);
    }
  }
  for (const auto& cursor : cursors_) cursor->changed.give();
  unsettle(instance);
  if (moved) faultline::start(give_out(), *group_);
}

/// A consumer that is stopped in order says so to its group, unless it is a static member.
bool PartitionConsumers::leaves_for_release(const Instance& instance) const {
  return instance.released() && consumption_.membership == Membership::dynamic;
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
  if (!member.at->deployed() || !member.at->responds()) return;
  member.joined = true;
  faultline::start(give_out(), *group_);
}

/// Each fault that has consumers of the instance come and go does so by a clock of its own.
void PartitionConsumers::unsettle(const Instance& instance) {
  instance.condition().unrest.visit([&](const Fault& fault, Duration every) {
    if (storms_.emplace(instance.number(), &fault).second)
      faultline::start(storm(instance, fault, every), *group_);
  });
}

Task<void> PartitionConsumers::storm(const Instance& instance, const Fault& fault, Duration every) {
  for (; instance.condition().unrest.has(fault); co_await side_.network.calendar.delay(every))
    leave_and_join(instance);
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
  if (consumption_.rebalance_timeout) faultline::start(insist(number), *group_);
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

/// Who has not given a partition back in time is put out of the group, which it does not know yet.
Task<void> PartitionConsumers::insist(std::uint64_t number) {
  co_await side_.network.calendar.delay(*consumption_.rebalance_timeout);
  if (number != rebalances_) co_return;
  for (const auto& cursor : cursors_) {
    if (!cursor->stopped || !cursor->busy()) continue;
    auto& member = members_[cursor->owner];
    member.late = true;
    member.joined = false;
    cursor->rewind();
  }
}

Task<void> PartitionConsumers::scale(LagScaling scaling) {
  auto& calendar = side_.network.calendar;
  for (;;) {
    co_await calendar.delay(scaling.every);
    const auto wanted = scaling.wanted(waiting());
    if (wanted == running_) continue;
    if (wanted > running_) co_await calendar.delay(scaling.cold_start);
    resize(wanted);
  }
}

void PartitionConsumers::resize(std::int64_t consumers) {
  if (std::exchange(running_, consumers) != consumers) faultline::start(give_out(), *group_);
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
