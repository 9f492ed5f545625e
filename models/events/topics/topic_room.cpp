#include <algorithm>

#include "models/events/topics/topic.hpp"

namespace faultline {

bool Topic::full(std::size_t partition, std::int64_t size) const {
  if (!settings_.bounded()) return false;
  if (!is_log())
    return std::ranges::any_of(subscriptions_, [&](const auto* one) { return full(*one, size); });
  const auto& log = partitions_[partition];
  return settings_.lacks_room(
      {.events = static_cast<std::int64_t>(log.end() - log.first()), .bytes = log.bytes()}, size);
}

bool Topic::full(const Subscription& subscription, std::int64_t size) const {
  return settings_.lacks_room(
      {.events = subscription.waiting(), .bytes = subscription.waiting_bytes()}, size);
}

const Span* Topic::occupant(Draw& draw) const {
  std::size_t seen = 0;
  const Subscription* chosen = nullptr;
  for (const auto* subscription : subscriptions_) {
    const auto own = subscription->processing().size();
    seen += own;
    const auto share =
        static_cast<double>(own) / static_cast<double>(std::max<std::size_t>(seen, 1));
    if (own > 0 && draw.uniform() < share) chosen = subscription;
  }
  return chosen ? chosen->processing().occupant(draw) : nullptr;
}

std::uint16_t Topic::emptied_at(Draw& draw) const {
  if (subscriptions_.empty()) return 0;
  const auto chosen = draw.uniform() * static_cast<double>(subscriptions_.size());
  return subscriptions_[static_cast<std::size_t>(chosen)]->place();
}

std::optional<std::uint64_t> Topic::held_up_by(Draw& draw) const {
  std::optional<std::uint64_t> chosen;
  int count = 0;
  for (const auto* subscription : subscriptions_)
    for (const auto transaction : subscription->in_hand())
      if (draw.uniform() * ++count < 1) chosen = transaction;
  return chosen;
}

bool Topic::exhausted() const {
  return !waits_.empty() || std::ranges::any_of(subscriptions_, [](auto* one) {
    return one->waiting() > one->threads();
  });
}

bool Topic::pressed() const {
  return std::ranges::any_of(subscriptions_, [](const auto* one) { return one->presses(); });
}

void Topic::drop_oldest(std::size_t partition, std::int64_t size) {
  if (is_log()) return partitions_[partition].drop_oldest();
  for (auto* subscription : subscriptions_)
    if (full(*subscription, size)) subscription->drop_oldest();
}

}  // namespace faultline
