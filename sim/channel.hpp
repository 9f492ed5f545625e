#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "sim/calendar.hpp"
#include "sim/link.hpp"
#include "sim/ring.hpp"

namespace faultline {

/// A queue of items between coroutines: `push` never waits, `co_await take()` waits for an item.
/// Items go out first in, first out, to those who wait in the order in which they came.
template <class T>
class Channel {
 public:
  explicit Channel(Calendar& calendar) : calendar_(calendar) {}
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  std::int64_t waiting() const { return static_cast<std::int64_t>(items_.size()); }
  /// The greatest number of items waiting since this was last asked.
  std::int64_t take_most_waiting() { return std::exchange(most_waiting_, waiting()); }

  void push(T item) {
    if (hand_over(item)) return;
    items_.push(std::move(item));
    most_waiting_ = std::max(most_waiting_, waiting());
  }

  /// Gives back an item that was taken: it is the next to go out.
  void put_back(T item) {
    if (hand_over(item)) return;
    items_.push_front(std::move(item));
    most_waiting_ = std::max(most_waiting_, waiting());
  }

  class Take : Link {
   public:
    explicit Take(Channel& channel) : channel_(channel) {}
    ~Take() {
      if (ticket_ == Ticket::none) return;
      channel_.calendar_.cancel(ticket_);
      channel_.put_back(std::move(item_));
    }
    bool await_ready() {
      if (channel_.items_.empty()) return false;
      item_ = channel_.items_.pop();
      return true;
    }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      channel_.takers_.push_back(*this);
    }
    T await_resume() {
      ticket_ = Ticket::none;
      return std::move(item_);
    }

   private:
    friend class Channel;
    friend class LinkedList<Take>;
    Channel& channel_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
    T item_{};
  };

  Take take() { return Take{*this}; }

 private:
  bool hand_over(T& item) {
    if (takers_.empty()) return false;
    auto& taker = takers_.front();
    taker.unlink();
    taker.item_ = std::move(item);
    taker.ticket_ = calendar_.soon(taker.frame_);
    return true;
  }

  Calendar& calendar_;
  Ring<T> items_;
  LinkedList<Take> takers_;
  std::int64_t most_waiting_ = 0;
};

}  // namespace faultline
