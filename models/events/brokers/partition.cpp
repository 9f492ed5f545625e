#include "models/events/brokers/partition.hpp"

namespace faultline {

Partition::Partition(Calendar& calendar, PartitionSettings settings)
    : calendar_(calendar),
      settings_(std::move(settings)),
      appended_(calendar),
      shown_(calendar),
      looked_(calendar) {
  for (auto* node : settings_.nodes) replicas_.push_back({.node = node});
}

void Partition::start(TaskGroup& group) {
  group_ = &group;
  if (!single()) faultline::start(replicate(), group);
  if (settings_.retention) faultline::start(retain(*settings_.retention), group);
}

void Partition::append(Event event) {
  bytes_ += size_of(event);
  log_.push_back(std::move(event));
  if (settings_.carried) stored_.push_back(calendar_.now());
  if (!single()) appended_at_.push_back(calendar_.now());
  if (settings_.most_bytes)
    while (log_.size() > 1 && bytes_ > *settings_.most_bytes) drop_oldest();
  if (single())
    show_up_to(end());
  else
    appended_.give();
}

void Partition::show_up_to(std::uint64_t place) {
  visible_ = place;
  tell_readers();
}

void Partition::tell_readers() {
  appended_.give();
  for (auto* reader : readers_) reader->more();
}

Task<void> Partition::replicate() {
  for (;;) {
    if (visible_ >= end() || !serves_) {
      co_await appended_.next();
      continue;
    }
    const auto losses = losses_;
    const auto place = visible_;
    const auto there = appended_at_.front() + settings_.replication;
    if (in_sync() > 1 && there > calendar_.now()) co_await calendar_.delay(there - calendar_.now());
    if (losses != losses_ || place != visible_ || !serves_) continue;
    appended_at_.pop_front();
    show_up_to(place + 1);
    shown_.give();
  }
}

Task<bool> Partition::replicated(std::uint64_t place) {
  const auto losses = losses_;
  while (losses == losses_ && visible_ < place) co_await shown_.next();
  co_return visible_ >= place;
}

Task<void> Partition::retain(Duration retention) {
  for (;;) {
    const auto oldest = log_.empty() ? calendar_.now() : stored(first_);
    const auto ends = std::max(oldest + retention, calendar_.now() + Duration{1});
    co_await calendar_.delay(ends - calendar_.now());
    while (!log_.empty() && stored(first_) + retention <= calendar_.now()) drop_oldest();
  }
}

void Partition::pop_front() {
  bytes_ -= size_of(log_.front());
  log_.pop_front();
  if (settings_.carried) stored_.pop_front();
  ++first_;
}

bool Partition::is_needed(std::uint64_t place) const {
  return std::ranges::any_of(readers_,
                             [&](const Reader* reader) { return reader->needed() <= place; });
}

void Partition::add_waiting_transactions(std::vector<std::uint64_t>& found) const {
  for (auto place = kept(); place < end(); ++place)
    if (is_needed(place) && !at(place).gone()) found.push_back(at(place).transaction().id);
}

void Partition::drop_oldest() {
  if (is_needed(first_)) settings_.loses(log_.front(), Symptom::expired);
  pop_front();
  if (visible_ < first_) {
    visible_ = first_;
    appended_at_.pop_front();
  }
  for (auto* reader : readers_) reader->gone_before(first_);
  settings_.room->give();
}

void Partition::drop_latest() {
  if (end() > visible_)
    appended_at_.pop_back();
  else
    --visible_;
  bytes_ -= size_of(log_.back());
  settings_.loses(log_.back(), Symptom::event_lost);
  log_.pop_back();
  if (settings_.carried) stored_.pop_back();
}

void Partition::forget_read() {
  auto needed = end();
  for (const auto* reader : readers_) needed = std::min(needed, reader->needed());
  if (settings_.keeps()) {
    for (forgotten_ = kept(); forgotten_ < needed; ++forgotten_) log_[forgotten_ - first_].forget();
    return;
  }
  if (first_ < needed) settings_.room->give();
  while (first_ < needed) pop_front();
}

}  // namespace faultline
