#include "models/events/partition.hpp"

#include <algorithm>

namespace faultline {

Partition::Partition(Calendar& calendar, PartitionSettings settings)
    : calendar_(calendar), settings_(std::move(settings)), appended_(calendar), shown_(calendar) {}

void Partition::start(TaskGroup& group) {
  if (settings_.replicas.size() > 1) faultline::start(replicate(), group);
  if (settings_.retention) faultline::start(retain(*settings_.retention), group);
}

std::size_t Partition::in_sync() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(settings_.replicas, [](const auto* node) { return node->up(); }));
}

void Partition::append(Event event) {
  bytes_ += size_of(event);
  log_.push_back(std::move(event));
  if (settings_.most_bytes)
    while (log_.size() > 1 && bytes_ > *settings_.most_bytes) drop_oldest();
  if (settings_.replicas.size() == 1)
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
    if (visible_ >= end() || !leader().up()) {
      co_await appended_.next();
      continue;
    }
    const auto losses = losses_;
    const auto place = visible_;
    const auto there = at(place).published() + settings_.replication;
    if (!alone() && there > calendar_.now()) co_await calendar_.delay(there - calendar_.now());
    if (losses != losses_ || place != visible_ || !leader().up()) continue;
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
    const auto oldest = log_.empty() ? calendar_.now() : log_.front().published();
    const auto ends = std::max(oldest + retention, calendar_.now() + Duration{1});
    co_await calendar_.delay(ends - calendar_.now());
    while (!log_.empty() && log_.front().published() + retention <= calendar_.now()) drop_oldest();
  }
}

void Partition::drop_oldest() {
  bytes_ -= size_of(log_.front());
  log_.pop_front();
  ++first_;
  visible_ = std::max(visible_, first_);
  for (auto* reader : readers_) reader->gone_before(first_);
  settings_.room->give();
}

void Partition::forget_read() {
  auto needed = end();
  for (const auto* reader : readers_) needed = std::min(needed, reader->needed());
  if (settings_.keeps()) {
    for (forgotten_ = kept(); forgotten_ < needed; ++forgotten_) log_[forgotten_ - first_].forget();
    return;
  }
  if (first_ < needed) settings_.room->give();
  for (; first_ < needed; ++first_) {
    bytes_ -= size_of(log_.front());
    log_.pop_front();
  }
}

bool Partition::fail_over() {
  const auto& nodes = settings_.replicas;
  const auto next = std::ranges::find_if(nodes, [](const auto* node) { return node->up(); });
  if (next == nodes.end()) return false;
  leader_ = static_cast<std::size_t>(next - nodes.begin());
  const auto lost = end() - visible_;
  for (std::uint64_t i = 0; i < lost; ++i) {
    bytes_ -= size_of(log_.back());
    log_.pop_back();
  }
  ++losses_;
  if (lost > 0)
    for (auto* reader : readers_) reader->lost(lost);
  settings_.room->give();
  shown_.give();
  go_on();
  return true;
}

void Partition::go_on() {
  appended_.give();
  tell_readers();
}

}  // namespace faultline
