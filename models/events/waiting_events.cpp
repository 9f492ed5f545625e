#include "models/events/waiting_events.hpp"

#include "models/request_class.hpp"

namespace faultline {

namespace {

int priority(const Event& event) { return event.transaction().request_class->priority; }

}  // namespace

void WaitingEvents::push(Waiting waiting) {
  insert(events_.end(), rests_.end(), std::move(waiting));
}

void WaitingEvents::push_by_priority(Waiting waiting) {
  auto at = events_.end();
  auto rest = rests_.end();
  for (; at != events_.begin(); --at) {
    const auto& before = *std::prev(at);
    if (priority(before) >= priority(waiting.event)) break;
    if (before.marked()) --rest;
  }
  insert(at, rest, std::move(waiting));
}

void WaitingEvents::put_back(Waiting waiting, bool by_priority) {
  const auto rank = [&](const Event& event, Time came) {
    return std::pair(by_priority ? -priority(event) : 0, came);
  };
  const auto own = rank(waiting.event, waiting.came);
  auto at = events_.begin();
  auto rest = rests_.begin();
  for (; at != events_.end() && rank(*at, came(*at, rest)) <= own; ++at)
    if (at->marked()) ++rest;
  insert(at, rest, std::move(waiting));
}

void WaitingEvents::insert(Events::iterator at, Rests::iterator rest, Waiting waiting) {
  const bool marked =
      waiting.deliveries > 0 || waiting.fate || waiting.came != waiting.event.published();
  if (marked) rests_.insert(rest, Rest{waiting.deliveries, std::move(waiting.fate), waiting.came});
  waiting.event.mark(marked);
  bytes_ += sizes_.of(waiting.event);
  events_.insert(at, std::move(waiting.event));
}

Waiting WaitingEvents::pop() {
  Waiting waiting{std::move(events_.front())};
  waiting.came = came(waiting.event, rests_.begin());
  events_.pop_front();
  bytes_ -= sizes_.of(waiting.event);
  if (!waiting.event.marked()) return waiting;
  waiting.event.mark(false);
  waiting.deliveries = rests_.front().deliveries;
  waiting.fate = std::move(rests_.front().fate);
  rests_.pop_front();
  return waiting;
}

}  // namespace faultline
