#include <algorithm>

#include "sim/platform/platform.hpp"

namespace faultline {

void Platform::run(Time end) {
  calendar_.run_while(end, [this] { return under_way_ == 0; });
  if (under_way_ > 0) {
    wake_at(next_tick(end));
    run_kernel(end);
  }
  calendar_.run_until(end);
}

void Platform::tick(Time end) {
  const auto instant = std::max(calendar_.now(), kernel_now());
  calendar_.run_until(instant);
  hand_over();
  calendar_.run_until(instant);
  for (auto* courier : requested_) start(*courier);
  requested_.clear();
  calendar_.run_while(end, [this] { return under_way_ == 0; });
  if (under_way_ > 0 && calendar_.now() < end && !calendar_.halted()) wake_at(next_tick(end));
}

Time Platform::next_tick(Time end) const {
  return requested_.empty() ? std::min(calendar_.next(), end) : calendar_.now();
}

void Platform::hand_over() {
  std::ranges::sort(ended_, {}, &Courier::turn);
  for (auto* courier : ended_) {
    --under_way_;
    idle_.push_back(courier);
    if (courier->waiter) courier->waiter->end(courier->delivered);
  }
  ended_.clear();
}

Platform::Courier& Platform::take_courier() {
  if (idle_.empty()) return couriers_.emplace_back(couriers_.size());
  auto& courier = *idle_.back();
  idle_.pop_back();
  return courier;
}

Platform::Activity::~Activity() {
  if (courier_) courier_->waiter = nullptr;
  if (ticket_ != Ticket::none) platform_.calendar_.cancel(ticket_);
}

Platform::Courier& Platform::Activity::ask(std::coroutine_handle<> frame) {
  frame_ = frame;
  courier_ = &platform_.take_courier();
  courier_->cancelled = courier_->suspended = courier_->computes = false;
  courier_->turn = platform_.turns_++;
  courier_->waiter = this;
  platform_.requested_.push_back(courier_);
  ++platform_.under_way_;
  return *courier_;
}

void Platform::Activity::end(bool delivered) {
  delivered_ = delivered;
  courier_ = nullptr;
  ticket_ = platform_.calendar_.soon(frame_);
}

bool Platform::Transfer::await_ready() {
  delivered_ = platform_.reachable(from_, to_);
  return !delivered_ || from_ == to_;
}

void Platform::Transfer::await_suspend(std::coroutine_handle<> frame) {
  auto& courier = ask(frame);
  courier.from = from_;
  courier.to = to_;
  courier.bytes = bytes_;
}

bool Platform::Transfer::await_resume() {
  ticket_ = Ticket::none;
  return delivered_;
}

Platform::Computation::~Computation() {
  if (courier_) platform_.cancel(*courier_);
}

void Platform::Computation::await_suspend(std::coroutine_handle<> frame) {
  auto& courier = ask(frame);
  courier.computes = true;
  courier.from = at_;
  courier.work = work_;
  courier.suspended = suspended_;
}

void Platform::Computation::await_resume() { ticket_ = Ticket::none; }

double Platform::Computation::served() const {
  auto left = delivered_ ? 0 : work_.nanoseconds;
  if (courier_) left = platform_.left_of(*courier_);
  return (work_.nanoseconds - left) / platform_.speed(at_);
}

void Platform::Computation::suspend(bool suspended) {
  suspended_ = suspended;
  if (courier_) platform_.suspend(*courier_, suspended);
}

}  // namespace faultline
