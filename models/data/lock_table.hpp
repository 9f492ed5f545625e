#pragma once

#include <array>
#include <coroutine>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "models/spans/contended.hpp"
#include "sim/engine/calendar.hpp"
#include "sim/engine/link.hpp"

namespace faultline {

/// The modes of a lock. Rows are locked shared or exclusive, and so is the whole table; a
/// transaction that locks a row first announces that at the table (an intention lock).
enum class LockMode : std::uint8_t { intends_shared, intends_exclusive, shared, exclusive };

enum class LockResult : std::uint8_t { granted, waited_too_long, deadlock };

/// The locks of a store: on its table as a whole, and on its rows. Each has a queue, first come,
/// first served: a request that could share a lock waits behind one that cannot. Locks that exclude
/// each other:
///
///                        intends shared  intends exclusive  shared  exclusive
///     intends shared                                                    x
///     intends exclusive                                       x         x
///     shared                                   x                        x
///     exclusive                x               x              x         x
///
/// An owner that requests a stronger lock is served before those that wait; shared and intends
/// exclusive together count as exclusive. A request that would close a cycle of owners that wait
/// for each other is rejected with a deadlock instead: its owner is the victim.
/// Source: Gray, Lorie, Putzolu, Traiger, "Granularity of locks and degrees of consistency in a
/// shared data base", 1976; Gray, Reuter, "Transaction Processing", 1993, section 7.11 (deadlock).
class LockTable {
 public:
  class Owner;
  class Claim;
  /// A row: by the number of its name, or by a request's key where that is 0.
  using Row = std::pair<std::uint64_t, std::uint64_t>;

  /// One lock with its owners and its queue. The lock of a row exists while it is in use.
  struct Queue final : Contended {
    const Span* occupant(Draw& draw) const override;

    Row row;
    std::array<int, 4> modes{};  ///< holders by mode
    std::vector<Owner*> holders;
    LinkedList<Claim> waiting;
  };

  explicit LockTable(Calendar& calendar) : calendar_(calendar) {}
  LockTable(const LockTable&) = delete;
  LockTable& operator=(const LockTable&) = delete;

  Queue& table() { return table_; }
  Queue& row(Row row) {
    const auto [found, made] = rows_.try_emplace(row);
    if (made) found->second.row = row;
    return found->second;
  }
  std::int64_t waiting() const { return waiting_; }
  /// The greatest number of waiting owners since the last call.
  std::int64_t take_most_waiting() { return std::exchange(most_waiting_, waiting_); }

 private:
  bool try_grant(Claim& claim);
  void serve(Queue& queue);
  void forget_if_idle(Queue& queue);
  bool closes_circle(Owner& waiting);

  Calendar& calendar_;
  Queue table_;
  std::map<Row, Queue> rows_;
  std::int64_t waiting_ = 0;
  std::int64_t most_waiting_ = 0;
  std::uint64_t search_ = 0;  ///< number of the last search for a circle
};

/// An owner of locks: all are released together, or when it is destroyed.
class LockTable::Owner {
 public:
  /// `longest_wait`: after which it gives up waiting for a lock; nothing: never.
  /// `span`: of the request that it belongs to; null where that is not recorded, or none.
  explicit Owner(LockTable& locks, const Span* span = nullptr,
                 std::optional<Duration> longest_wait = {})
      : locks_(locks), span_(span), longest_wait_(longest_wait) {}
  Owner(const Owner&) = delete;
  Owner& operator=(const Owner&) = delete;
  ~Owner() { release(); }

  /// co_await owner.claim(queue, mode): waits for the lock and says whether it was granted.
  Claim claim(Queue& queue, LockMode mode);
  void release();

 private:
  friend class LockTable;
  struct Held {
    Queue* queue;
    LockMode mode;
    std::size_t place;  ///< of the owner among the holders
  };

  Held* held(const Queue& queue);
  std::vector<Owner*> waits_for() const;
  std::vector<Owner*> waiters() const;

  LockTable& locks_;
  const Span* span_;
  std::optional<Duration> longest_wait_;
  std::vector<Held> held_;
  std::vector<Claim*> waiting_;
  std::array<std::uint64_t, 2> seen_{};  ///< the last search that came by, in each direction
};

/// A request that waits for a lock; it lives in the waiting frame. Destroying it leaves the queue.
/// A granted lock belongs to the owner.
class LockTable::Claim : public Link {
 public:
  Claim(Owner& owner, Queue& queue, LockMode mode) : owner_(owner), queue_(queue), mode_(mode) {}
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  ~Claim();

  bool await_ready();
  bool await_suspend(std::coroutine_handle<> frame);
  LockResult await_resume();

 private:
  friend class LockTable;
  friend class Owner;
  void add_to(std::vector<Owner*>& waited_for) const;
  LockMode wanted() const;
  bool fits() const;
  void stop_waiting();
  void leave();
  void set_timer(Ticket ticket);

  Owner& owner_;
  Queue& queue_;
  LockMode mode_;
  LockResult result_ = LockResult::granted;
  std::coroutine_handle<> frame_;
  Ticket ticket_ = Ticket::none;
};

inline LockTable::Claim LockTable::Owner::claim(Queue& queue, LockMode mode) {
  return {*this, queue, mode};
}

}  // namespace faultline
