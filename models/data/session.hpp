#pragma once

#include <functional>
#include <map>
#include <set>
#include <vector>

#include "models/data/lock_table.hpp"
#include "models/data/versions.hpp"
#include "models/instances/visit.hpp"
#include "sim/resources/slots.hpp"

namespace faultline {

class Instance;
class Step;
class Store;

/// What a transaction sees of others that are open at the same time.
enum class Isolation : std::uint8_t { read_committed, snapshot, serializable };
std::vector<std::string> words(Isolation);

/// A transaction of a store from its begin to its commit, with the connection and the locks that it
/// holds. It lives in the frame of the step that opened it, so that destroying the frame rolls it
/// back; it also ends when it is the victim of a deadlock or when its node goes down. Its queries
/// are given up with it.
///
/// It locks a row that it writes until it ends. Committed reads see committed data, so that a row
/// may have been changed between the read and the write: that change is lost whenever a transaction
/// that did not see it overwrites it. A snapshot sees the rows as they were at its first query, and
/// cannot write a row that was changed since: the transaction that commits first wins. A
/// serializable transaction also locks the rows that it reads, until the end (two-phase locking).
/// Source: Berenson et al., "A critique of ANSI SQL isolation levels", SIGMOD 1995 (P4; section
/// 4.2).
class Session : public Link {
 public:
  Session(Store& store, Visit& visit, const Step& step, Isolation isolation);
  ~Session();

  /// The newest that `step` opened for the visit; null where it has none.
  static Session* of(const Visit& visit, const Step& step);

  /// A call as a part of this.
  Call within(const Call& call);

  /// Begins at `node` with one of its connections.
  void begin(Instance& node, Slots::Held connection);
  bool over() const { return over_; }
  bool victim() const { return victim_; }
  LockTable::Owner& locks() { return locks_; }
  bool locks_what_it_reads() const { return isolation_ == Isolation::serializable; }

  /// The number of the first change that it need not be told of.
  std::uint64_t began() const { return began_; }
  /// It asks the store: now, where that is for the first time, it sees what is committed.
  void ask();
  void read(const Versions::Row& row);
  /// Whether it still may, now that it has the row's lock.
  bool may_write(const Versions::Row& row) const;
  void wrote(const Versions::Row& row) { written_.insert(row); }
  const std::set<Versions::Row>& written() const { return written_; }

  /// Runs at the commit, and otherwise never.
  void at_commit(std::function<void()> action) { parts_.push_back(std::move(action)); }
  void commit();

  /// Nothing of it will have happened.
  void roll_back();
  void fall_victim() {
    victim_ = true;
    roll_back();
  }

 private:
  Store& store_;
  Visit& visit_;
  const Step& step_;
  Session* outside_;  ///< opened before it by the same visit
  Isolation isolation_;
  Instance* node_ = nullptr;
  bool over_ = false;
  bool victim_ = false;
  std::uint64_t began_ = 0;
  std::optional<std::uint64_t> snapshot_;
  std::map<Versions::Row, std::uint64_t> read_;  ///< before which change
  std::set<Versions::Row> written_;
  std::vector<std::function<void()>> parts_;
  LockTable::Owner locks_;
  Slots::Held connection_;
  Occupants::Place place_;
};

}  // namespace faultline
