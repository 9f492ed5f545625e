#include "sim/resources/slots.hpp"

namespace faultline {

Waiter::~Waiter() {
  if (linked()) --slots_.waiting_;
  if (ticket_ == Ticket::none) return;
  slots_.calendar_.cancel(ticket_);
  if (granted_) slots_.release();
}

void Waiter::go_on() {
  unlink();
  --slots_.waiting_;
  ticket_ = slots_.calendar_.soon(frame_);
}

void Waiter::refuse() { go_on(); }

void Slots::enqueue(Waiter& waiter, std::coroutine_handle<> frame) {
  waiter.frame_ = frame;
  waiter.since_ = calendar_.now();
  line_->join(waiter);
  if (++waiting_ > most_waiting_) most_waiting_ = waiting_;
}

void Slots::resize(std::int64_t capacity) {
  free_ += capacity - std::exchange(capacity_, capacity);
  while (waiting_ > 0 && take()) serve_next();
}

void Slots::serve_next() {
  while (waiting_ > 0) {
    auto* next = line_->next(*this);
    if (!next) break;
    if (useless(*next)) {
      next->refuse();
      continue;
    }
    next->granted_ = true;
    next->go_on();
    return;
  }
  set_free();
}

bool Slots::useless(const Waiter& waiter) const {
  const auto& demand = waiter.demand();
  const auto now = calendar_.now();
  if (shedding_.longest_wait && now - waiter.since() > *shedding_.longest_wait) return true;
  return shedding_.abandoned && (demand.abandoned() || demand.deadline <= now);
}

}  // namespace faultline
