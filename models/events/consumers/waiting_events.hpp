#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "models/events/event.hpp"

namespace faultline {

/// What all deliveries of one event share, where there may be several at once.
struct Fate {
  bool settled = false;
  bool gone = false;         ///< the consumer of the latest delivery crashed
  std::uint64_t latest = 0;  ///< delivery: only when this one fails the event is given out again
};

/// An event of a queue, and its deliveries so far.
struct Waiting {
  Event event;
  std::uint64_t deliveries = 0;
  std::shared_ptr<Fate> fate{};
  std::uint64_t number = 0;  ///< of this delivery, once it is one
  Time came{};               ///< into the queue for the first time
};

/// The events that wait in a queue, and their size: a line per priority, and a separate ordered one
/// for events that were returned. Millions may wait, few of which were delivered before or arrived
/// later than they were published: the additional data of those are kept separately, in the same
/// order.
class WaitingEvents {
 public:
  /// `by_priority`: the greatest priority of a request's class first.
  WaitingEvents(const EventSizes& sizes, bool by_priority)
      : sizes_(sizes), by_priority_(by_priority) {}

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::int64_t bytes() const { return bytes_; }

  const Event& front() const { return first().front(); }
  /// When the first came into the queue for the first time.
  Time came() const { return first().came(); }
  /// Null where only one delivery of the first can be under way.
  Fate* fate() const { return first().fate(); }

  /// Behind all others of its priority.
  void push(Waiting waiting);
  /// Where it stood: in front of those of its priority that came after it.
  void put_back(Waiting waiting);
  Waiting pop();
  void add_transactions(std::vector<std::uint64_t>& found) const {
    for (const auto& [priority, line] : lines_) line.add_transactions(found);
  }

 private:
  class Line {
   public:
    bool empty() const { return events_.empty() && given_back_.empty(); }
    const Event& front() const {
      return back_first() ? given_back_.begin()->second.event : events_.front();
    }
    Time came() const { return back_first() ? given_back_.begin()->first : came_in_line(); }
    Fate* fate() const;

    void push(Waiting waiting);
    void put_back(Waiting waiting) { given_back_.emplace(waiting.came, std::move(waiting)); }
    Waiting pop();
    void add_transactions(std::vector<std::uint64_t>& found) const;

   private:
    struct Rest {
      std::uint64_t deliveries;
      std::shared_ptr<Fate> fate;
      Time came;
    };
    Time came_in_line() const {
      return events_.front().marked() ? rests_.front().came : events_.front().published();
    }
    bool back_first() const {
      return !given_back_.empty() &&
             (events_.empty() || given_back_.begin()->first < came_in_line());
    }

    std::deque<Event> events_;
    std::deque<Rest> rests_;                   ///< of those events that are marked
    std::multimap<Time, Waiting> given_back_;  ///< by when they came
  };

  const Line& first() const { return lines_.begin()->second; }
  Line& grown_by(const Waiting& waiting);

  const EventSizes& sizes_;
  bool by_priority_;
  std::map<int, Line, std::greater<>> lines_;  ///< none is empty, unless it is the only one
  std::size_t size_ = 0;
  std::int64_t bytes_ = 0;
};

}  // namespace faultline
