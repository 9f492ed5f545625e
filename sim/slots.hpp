#pragma once

#include <cstdint>
#include <utility>

#include "sim/calendar.hpp"
#include "sim/link.hpp"

namespace faultline {

/// In which order those who wait for a slot get it.
enum class Discipline : std::uint8_t { fifo, lifo };

/// A station's servers: `capacity` slots with a queue in front.
///
/// `co_await slots.acquire()` waits for a slot and gives it as a Held, whose destruction gives the
/// slot on to the next in the queue. Destroying a coroutine that waits takes it out of the queue.
class Slots {
 public:
  Slots(Calendar& calendar, std::int64_t capacity, Discipline discipline = Discipline::fifo)
      : calendar_(calendar), free_(capacity), capacity_(capacity), discipline_(discipline) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  std::int64_t capacity() const { return capacity_; }
  std::int64_t busy() const { return capacity_ - free_; }
  std::int64_t waiting() const { return waiting_; }

  /// The greatest length of the queue since this was last asked.
  std::int64_t take_most_waiting() { return std::exchange(most_waiting_, waiting_); }

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

  class Acquire : Link {
   public:
    explicit Acquire(Slots& slots) : slots_(slots) {}
    ~Acquire() {
      if (linked()) --slots_.waiting_;
      if (ticket_ == Ticket::none) return;
      slots_.calendar_.cancel(ticket_);
      slots_.release();
    }
    bool await_ready() {
      if (slots_.free_ == 0) return false;
      --slots_.free_;
      return true;
    }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      slots_.enqueue(*this);
    }
    Held await_resume() {
      ticket_ = Ticket::none;
      return Held{&slots_};
    }

   private:
    friend class Slots;
    friend class LinkedList<Acquire>;
    Slots& slots_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
  };

  Acquire acquire() { return Acquire{*this}; }

  /// A free slot, or none: then it has to be waited for.
  Held try_acquire() {
    if (free_ == 0) return Held{};
    --free_;
    return Held{this};
  }

 private:
  void enqueue(Acquire& waiter) {
    queue_.push_back(waiter);
    if (++waiting_ > most_waiting_) most_waiting_ = waiting_;
  }

  void release() {
    if (waiting_ == 0) {
      ++free_;
      return;
    }
    auto& next = discipline_ == Discipline::fifo ? queue_.front() : queue_.back();
    next.unlink();
    --waiting_;
    next.ticket_ = calendar_.soon(next.frame_);
  }

  Calendar& calendar_;
  LinkedList<Acquire> queue_;
  std::int64_t free_;
  std::int64_t capacity_;
  std::int64_t waiting_ = 0;
  std::int64_t most_waiting_ = 0;
  Discipline discipline_;
};

}  // namespace faultline
