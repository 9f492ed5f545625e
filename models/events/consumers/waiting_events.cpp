#include "models/events/consumers/waiting_events.hpp"

#include "models/requests/request_class.hpp"

namespace faultline {

Fate* WaitingEvents::Line::fate() const {
  if (back_first()) return given_back_.begin()->second.fate.get();
  return events_.front().marked() ? rests_.front().fate.get() : nullptr;
}

void WaitingEvents::Line::push(Waiting waiting) {
  const bool marked =
      waiting.deliveries > 0 || waiting.fate || waiting.came != waiting.event.published();
  if (marked) rests_.push_back({waiting.deliveries, std::move(waiting.fate), waiting.came});
  waiting.event.mark(marked);
  events_.push_back(std::move(waiting.event));
}

Waiting WaitingEvents::Line::pop() {
  if (back_first()) return std::move(given_back_.extract(given_back_.begin()).mapped());
  const auto came = came_in_line();
  Waiting waiting{.event = std::move(events_.front()), .came = came};
  events_.pop_front();
  if (!waiting.event.marked()) return waiting;
  waiting.event.mark(false);
  waiting.deliveries = rests_.front().deliveries;
  waiting.fate = std::move(rests_.front().fate);
  rests_.pop_front();
  return waiting;
}

void WaitingEvents::Line::add_transactions(std::vector<std::uint64_t>& found) const {
  for (const auto& event : events_) found.push_back(event.transaction().id);
  for (const auto& [came, waiting] : given_back_) found.push_back(waiting.event.transaction().id);
}

auto WaitingEvents::grown_by(const Waiting& waiting) -> Line& {
  ++size_;
  bytes_ += sizes_.of(waiting.event);
  return lines_[by_priority_ ? waiting.event.transaction().request_class->priority : 0];
}

void WaitingEvents::push(Waiting waiting) { grown_by(waiting).push(std::move(waiting)); }

void WaitingEvents::put_back(Waiting waiting) { grown_by(waiting).put_back(std::move(waiting)); }

Waiting WaitingEvents::pop() {
  const auto first = lines_.begin();
  auto waiting = first->second.pop();
  --size_;
  bytes_ -= sizes_.of(waiting.event);
  if (by_priority_ && first->second.empty()) lines_.erase(first);
  return waiting;
}

}  // namespace faultline
