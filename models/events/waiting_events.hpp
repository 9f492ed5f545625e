#pragma once

#include <deque>
#include <memory>

#include "models/events/event.hpp"

namespace faultline {

/// What all deliveries of one event share, where there may be several at once.
struct Fate {
  bool settled = false;
  bool gone = false;         ///< the consumer of the latest delivery crashed
  std::uint64_t latest = 0;  ///< delivery: only when this one fails the event is given out again
};

/// An event of a queue, and what came of it so far.
struct Waiting {
  Event event;
  std::uint64_t deliveries = 0;
  std::shared_ptr<Fate> fate{};
  std::uint64_t number = 0;  ///< of this delivery, once it is one
  Time came{};               ///< into the queue for the first time
};

/// The events that wait in a queue, and their size. Millions may wait, few of which were delivered
/// before or came later than they were published: what more is to be known of those stands apart,
/// in the same order.
class WaitingEvents {
 public:
  explicit WaitingEvents(const EventSizes& sizes) : sizes_(sizes) {}

  bool empty() const { return events_.empty(); }
  std::size_t size() const { return events_.size(); }
  std::int64_t bytes() const { return bytes_; }

  const Event& front() const { return events_.front(); }
  /// When the first came into the queue for the first time.
  Time came() const { return came(events_.front(), rests_.begin()); }
  /// Null where only one delivery of the first can be under way.
  Fate* fate() const { return events_.front().marked() ? rests_.front().fate.get() : nullptr; }

  void push(Waiting waiting);
  /// In front of those of a lower priority that stand behind all others.
  void push_by_priority(Waiting waiting);
  /// Where it stood: in front of those that came after it, and of those of a lower priority.
  void put_back(Waiting waiting, bool by_priority);
  Waiting pop();

 private:
  struct Rest {
    std::uint64_t deliveries;
    std::shared_ptr<Fate> fate;
    Time came;
  };
  using Events = std::deque<Event>;
  using Rests = std::deque<Rest>;
  static Time came(const Event& event, Rests::const_iterator rest) {
    return event.marked() ? rest->came : event.published();
  }
  void insert(Events::iterator at, Rests::iterator rest, Waiting waiting);

  const EventSizes& sizes_;
  Events events_;
  Rests rests_;  ///< of those events that are marked
  std::int64_t bytes_ = 0;
};

}  // namespace faultline
