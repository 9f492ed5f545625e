#include <array>

#include "models/events/brokers/partition.hpp"

/// Which replica of a partition leads, and which of the others are in sync.
namespace faultline {

std::size_t Partition::in_sync() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      replicas_, [](const auto& replica) { return replica.in_sync && replica.up(); }));
}

void Partition::look() {
  const bool gone = !replicas_[leader_].up();
  const bool changed = std::exchange(leaderless_, gone) != gone;
  if (changed) ++changes_;
  look_after_followers();
  looked();
  if (changed && gone && settings_.failover) faultline::start(take_over(), *group_);
}

void Partition::looked() {
  serves_ = !leaderless_ && in_sync() >= settings_.quorum;
  looked_.give();
  settings_.room->give();
  tell_readers();
}

/// Who is in sync is known to the leader alone: while it is gone that stays as it was.
void Partition::look_after_followers() {
  for (auto& replica : replicas_) {
    if (&replica == &replicas_[leader_]) continue;
    if (leaderless_ || !replica.up() || is_cut_off(replica)) {
      if (replica.copying_since || (replica.in_sync && !leaderless_)) leave(replica);
    } else if (!replica.in_sync && !replica.copying_since) {
      replica.copying_since = calendar_.now();
      if (settings_.catch_up)
        faultline::start(catch_up(replica), *group_);
      else
        synced(replica);
    }
  }
}

/// From the leader.
bool Partition::is_cut_off(const Replica& replica) const {
  const auto& one = *replica.node;
  const auto& other = *replicas_[leader_].node;
  return std::ranges::any_of(std::array{&one.condition(), &other.condition()},
                             [&](const Condition* condition) {
                               return Network::is_cut(one.host(), other.host(), *condition) ||
                                      Network::is_cut(other.host(), one.host(), *condition);
                             });
}

/// It falls out of sync, or does not go on to copy.
void Partition::leave(Replica& replica) {
  replica.had = has(replica);
  replica.in_sync = false;
  replica.copying_since.reset();
  ++replica.absences;
}

Task<void> Partition::catch_up(Replica& replica) {
  const auto absences = replica.absences;
  while (absences == replica.absences) {
    const auto missing = visible_ - has(replica);
    if (missing == 0) {
      synced(replica);
      looked();
      co_return;
    }
    co_await calendar_.delay(
        from_seconds(static_cast<double>(missing) / settings_.catch_up->per_second));
  }
}

void Partition::synced(Replica& replica) {
  replica.in_sync = true;
  replica.copying_since.reset();
  const bool preferred = &replica == &replicas_.front();
  if (preferred && settings_.lead_again)
    faultline::start(lead_again(*settings_.lead_again), *group_);
}

/// The place up to which it has the events: one that is 0.999 copied is.
std::uint64_t Partition::has(const Replica& replica) const {
  if (replica.in_sync) return visible_;
  const auto from = settings_.keeps() ? std::max(replica.had, first_) : replica.had;
  if (!replica.copying_since || !settings_.catch_up) return from;
  const auto copied =
      seconds(calendar_.now() - *replica.copying_since) * settings_.catch_up->per_second;
  return std::min(visible_, from + static_cast<std::uint64_t>(copied + 0.001));
}

Task<void> Partition::take_over() {
  const auto changes = changes_;
  co_await calendar_.delay(*settings_.failover);
  while (changes == changes_ && !elect()) co_await looked_.next();
}

bool Partition::elect() {
  const auto up = std::ranges::count_if(replicas_, &Replica::up);
  if (static_cast<std::size_t>(up) < settings_.quorum) return false;
  auto next = std::ranges::find_if(
      replicas_, [](const auto& replica) { return replica.in_sync && replica.up(); });
  if (next == replicas_.end() && settings_.unclean_election)
    next = std::ranges::find_if(replicas_, &Replica::up);
  if (next == replicas_.end()) return false;
  lead(*next);
  return true;
}

/// What it does not have is lost, for the others too.
void Partition::lead(Replica& next) {
  const auto last = end();
  const auto kept = std::max(has(next), first_);
  while (end() > kept) drop_latest();
  forgotten_ = std::min(forgotten_, end());
  for (auto& replica : replicas_) {
    if (!replica.in_sync || !replica.up()) leave(replica);
    replica.had = std::min(replica.had, end());
  }
  next.in_sync = true;
  leader_ = static_cast<std::size_t>(&next - replicas_.data());
  ++losses_;
  if (end() < last)
    for (auto* reader : readers_) reader->cut(end(), last);
  settings_.room->give();
  shown_.give();
  look();
}

/// With what it has then, as in Kafka: what the other did not yet pass on is lost.
Task<void> Partition::lead_again(Duration after) {
  auto& preferred = replicas_.front();
  const auto absences = preferred.absences;
  co_await calendar_.delay(after);
  while (absences == preferred.absences && leaderless_) co_await looked_.next();
  if (absences == preferred.absences && leader_ != 0) lead(preferred);
}

void Partition::strike_leader() {
  struck_.push_back(leader_);
  ++replicas_[leader_].losses;
  look();
}

void Partition::restore_struck() {
  --replicas_[struck_.front()].losses;
  struck_.pop_front();
  look();
}

}  // namespace faultline
