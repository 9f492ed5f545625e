#include "sim/engine/calendar.hpp"

#include "sim/engine/lane.hpp"
#include "sim/engine/task.hpp"

namespace faultline {

namespace {

constexpr std::uintptr_t lane_bit = 1;

/// Asks for the memory of a frame, so that it has come once the frame is resumed.
void fetch(std::uintptr_t frame) {
  constexpr std::uintptr_t line = 64;
  constexpr std::uintptr_t large_frame = 448;
  for (std::uintptr_t at = 0; at < large_frame; at += line)
    __builtin_prefetch(reinterpret_cast<const void*>(frame + at));
}

/// What most probably is resumed next. Out of line, as is the other: where few events are pending,
/// firing one saves no registers for it.
[[gnu::noinline, clang::preserve_most]] void fetch_second(const EventTree& tree,
                                                          EventSlots& slots) {
  const auto second = tree.likely_second();
  if (second != EventKey::last()) fetch(slots[second.slot()]);
}

/// Who awaits the task that is resumed goes on soon after.
[[gnu::noinline, clang::preserve_most]] void fetch_waiter(std::uintptr_t address) {
  const auto frame =
      std::coroutine_handle<detail::TaskPromise>::from_address(reinterpret_cast<void*>(address));
  fetch(reinterpret_cast<std::uintptr_t>(frame.promise().waiter.address()));
}

}  // namespace

/// Where many events are pending, what they resume is in no cache, and waiting for it takes longer
/// than anything else: it is asked for one event ahead.
inline void Calendar::fetch_ahead() {
  if (tree_.crowded()) fetch_second(tree_, slots_);
}

inline bool Calendar::fire_up_to(Time end) {
  if (halted()) [[unlikely]]
    return false;
  if (!due_.empty() && ring_is_first()) {
    --left_;
    resume(queued_.give(due_.pop().slot()));
    return true;
  }
  const auto key = tree_.first();
  if (key.time() > end || key == EventKey::last()) return false;
  fetch_ahead();
  tree_.take_first();
  left_ = key.time() == now_ ? left_ - 1 : most_at_once;
  now_ = key.time();
  const auto address = slots_.give(key.slot());
  if (address & lane_bit) [[unlikely]] {
    reinterpret_cast<Lane*>(address & ~lane_bit)->come_up(key);
  } else {
    if (tree_.crowded() && address != 0) fetch_waiter(address);
    resume(address);
  }
  return true;
}

void Calendar::resume(std::uintptr_t address) {
  if (address == 0) return;
  ++fired_;
  std::coroutine_handle<>::from_address(reinterpret_cast<void*>(address)).resume();
}

bool Calendar::fire_next(Time end) { return fire_up_to(end); }

void Calendar::run_until(Time end) {
  check(end >= now_, "time does not run backwards");
  while (fire_up_to(end)) {
  }
  if (!halted()) now_ = end;
}

void Calendar::run_before(Time instant) {
  run_until(instant - Duration(1));
  if (!halted()) now_ = instant;
}

Lane::~Lane() {
  if (standing_ != Ticket::none) calendar_.cancel(standing_);
}

Ticket Lane::start(std::coroutine_handle<> frame) {
  const auto slot = calendar_.queued_.take(reinterpret_cast<std::uintptr_t>(frame.address()));
  drop_cancelled();
  timers_.push(EventKey{calendar_.now() + span_, calendar_.next_number(), slot});
  if (standing_ == Ticket::none) stand_in_tree();
  return Ticket{slot | Calendar::queued_bit};
}

void Lane::come_up(EventKey key) {
  standing_ = Ticket::none;
  drop_cancelled();
  if (timers_.empty()) return;
  std::uintptr_t due = 0;
  if (timers_.front().time() == key.time() && timers_.front().number() == key.number())
    due = take_first();
  drop_cancelled();
  if (!timers_.empty()) stand_in_tree();
  calendar_.resume(due);
}

std::uintptr_t Lane::take_first() { return calendar_.queued_.give(timers_.pop().slot()); }

void Lane::drop_cancelled() {
  while (!timers_.empty() && calendar_.queued_[timers_.front().slot()] == 0) take_first();
}

void Lane::stand_in_tree() {
  const auto& first = timers_.front();
  const auto slot = calendar_.slots_.take(reinterpret_cast<std::uintptr_t>(this) | lane_bit);
  calendar_.tree_.put(EventKey{first.time(), first.number(), slot});
  standing_ = Ticket{slot};
}

}  // namespace faultline
