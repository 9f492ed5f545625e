#include "sim/calendar.hpp"

#include "sim/lane.hpp"

namespace faultline {

namespace {
constexpr std::uintptr_t lane_bit = 1;
}

Calendar::Calendar() : slots_(1) {}  // slot 0 stands for Ticket::none

inline bool Calendar::fire_up_to(Time end) {
  if (!due_.empty() && ring_is_first()) {
    fire(EventKey{now_, due_.pop()}.slot());
    return true;
  }
  const auto key = heap_.top();
  if (key.time() > end || heap_.empty()) return false;
  heap_.take_top();
  now_ = key.time();
  const auto bits = slots_[key.slot()].bits;
  if (bits & lane_bit) [[unlikely]] {
    give_slot(key.slot());
    reinterpret_cast<Lane*>(bits & ~lane_bit)->come_up(key);
  } else {
    fire(key.slot());
  }
  return true;
}

void Calendar::fire(std::uint32_t slot) {
  const auto bits = slots_[slot].bits;
  give_slot(slot);
  if (bits == 0) return;
  ++fired_;
  std::coroutine_handle<>::from_address(reinterpret_cast<void*>(bits)).resume();
}

bool Calendar::fire_next(Time end) { return fire_up_to(end); }

void Calendar::run_until(Time end) {
  check(end >= now_, "time does not run backwards");
  while (fire_up_to(end)) {
  }
  now_ = end;
}

Lane::~Lane() {
  if (standing_ != Ticket::none) calendar_.cancel(standing_);
}

Ticket Lane::start(std::coroutine_handle<> frame) {
  const auto slot = calendar_.take_slot(reinterpret_cast<std::uintptr_t>(frame.address()));
  drop_cancelled();
  timers_.push(EventKey{calendar_.now() + span_, calendar_.next_number(), slot});
  if (standing_ == Ticket::none) stand_in_heap();
  return Ticket{slot};
}

void Lane::come_up(EventKey key) {
  standing_ = Ticket::none;
  drop_cancelled();
  if (timers_.empty()) return;
  const bool due =
      timers_.front().time() == key.time() &&
      timers_.front().packed() >> EventKey::slot_bits == key.packed() >> EventKey::slot_bits;
  const auto slot = timers_.front().slot();
  if (due) timers_.pop();
  drop_cancelled();
  if (!timers_.empty()) stand_in_heap();
  if (due) calendar_.fire(slot);
}

void Lane::drop_cancelled() {
  while (!timers_.empty() && calendar_.slots_[timers_.front().slot()].bits == 0)
    calendar_.give_slot(timers_.pop().slot());
}

void Lane::stand_in_heap() {
  const auto& first = timers_.front();
  const auto slot = calendar_.take_slot(reinterpret_cast<std::uintptr_t>(this) | lane_bit);
  calendar_.heap_.push(EventKey{first.time(), first.packed() >> EventKey::slot_bits, slot});
  standing_ = Ticket{slot};
}

}  // namespace faultline
