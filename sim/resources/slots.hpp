#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "sim/engine/calendar.hpp"
#include "sim/resources/discipline.hpp"
#include "sim/resources/waiting_line.hpp"

namespace faultline {

/// Which requests a station rejects instead of serving them when their turn comes.
struct Shedding {
  std::optional<Duration> longest_wait;  ///< those who have waited longer
  bool abandoned = false;                ///< those past their deadline, or whom nobody waits for
};

/// A station's servers: `capacity` slots with a queue in front.
///
/// `co_await slots.acquire(demand)` waits for a slot and gives it as a Held, whose destruction
/// gives the slot on to the next in the queue; an empty Held where the queue refused. Destroying a
/// coroutine that waits takes it out of the queue.
class Slots {
 public:
  /// Without a line: first in, first out.
  Slots(Calendar& calendar, std::int64_t capacity, std::unique_ptr<WaitingLine> line = nullptr,
        Shedding shedding = {})
      : calendar_(calendar),
        line_(line ? std::move(line) : first_in_first_out()),
        free_(capacity),
        capacity_(capacity),
        shedding_(shedding) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  Time now() const { return calendar_.now(); }
  std::int64_t capacity() const { return capacity_; }
  std::int64_t busy() const { return capacity_ - free_; }
  std::int64_t waiting() const { return waiting_; }

  /// The greatest length of the queue since this was last asked.
  std::int64_t take_most_waiting() { return std::exchange(most_waiting_, waiting_); }

  /// For how long slots have been in use so far, all of them together.
  Duration used() const { return Duration{static_cast<std::int64_t>(used_ + in_use_by_now())}; }

  /// Changes the number of slots from now on; while more are in use, none is granted until enough
  /// are free.
  void resize(std::int64_t capacity);

  /// A slot in use.
  class Held {
   public:
    Held() = default;
    explicit Held(Slots* slots) : slots_(slots) {}
    Held(Held&& other) noexcept : slots_(std::exchange(other.slots_, nullptr)) {}
    Held& operator=(Held&& other) noexcept {
      std::swap(slots_, other.slots_);
      return *this;
    }
    ~Held() {
      if (slots_) slots_->release();
    }

    explicit operator bool() const { return slots_ != nullptr; }

   private:
    Slots* slots_ = nullptr;
  };

  class Acquire : public Waiter {
   public:
    using Waiter::Waiter;
    bool await_ready() {
      granted_ = slots_.take();
      return granted_;
    }
    void await_suspend(std::coroutine_handle<> frame) { slots_.enqueue(*this, frame); }
    Held await_resume() {
      ticket_ = Ticket::none;
      return Held{granted_ ? &slots_ : nullptr};
    }
  };

  Acquire acquire(Demand demand = {}) { return {*this, demand}; }

  /// Makes room in a full queue by rejecting a request; false if the newcomer is rejected.
  bool make_room(const Demand& newcomer) {
    auto* victim = waiting_ > 0 ? line_->displaced_by(newcomer, *this) : nullptr;
    if (victim) victim->refuse();
    return victim != nullptr;
  }

  /// A free slot, or none: then it has to be waited for.
  Held try_acquire() { return Held{take() ? this : nullptr}; }

 private:
  friend class Waiter;
  bool take() {
    if (free_ <= 0) return false;
    used_ -= now_in_ns();
    --free_;
    return true;
  }
  void release() {
    if (waiting_ == 0 || free_ < 0) [[likely]]
      set_free();
    else
      serve_next();
  }
  void set_free() {
    used_ += now_in_ns();
    ++free_;
  }
  /// Of a slot that was taken at t and is free from u on, u - t is counted: the first part as it is
  /// taken, the other as it is free. In between, and beyond 2^63 ns, only the sum has a meaning.
  std::uint64_t now_in_ns() const {
    return static_cast<std::uint64_t>(calendar_.now().time_since_epoch().count());
  }
  std::uint64_t in_use_by_now() const { return static_cast<std::uint64_t>(busy()) * now_in_ns(); }
  void enqueue(Waiter& waiter, std::coroutine_handle<> frame);
  void serve_next();
  bool useless(const Waiter& waiter) const;

  Calendar& calendar_;
  std::unique_ptr<WaitingLine> line_;
  std::int64_t free_;
  std::int64_t capacity_;
  std::int64_t waiting_ = 0;
  std::int64_t most_waiting_ = 0;
  Shedding shedding_;
  std::uint64_t used_ = 0;  ///< in ns, modulo 2^64
};

}  // namespace faultline
