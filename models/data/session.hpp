#pragma once

#include <functional>
#include <vector>

#include "models/data/lock_table.hpp"
#include "models/visit.hpp"
#include "sim/slots.hpp"

namespace faultline {

class Instance;
class Step;
class Store;

/// A transaction of a store from its begin to its commit, with the connection and the locks that it
/// holds. It stands in the frame of the step that opened it, so that destroying that rolls it back;
/// it is over too when it is the victim of a deadlock or its node goes down. What it asks of the
/// store is given up with it.
class Session : public Link {
 public:
  Session(Store& store, Visit& visit, const Step& step);
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

  void wrote() { wrote_ = true; }
  bool has_written() const { return wrote_; }

  /// What happens when it is committed, and else never.
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
  Instance* node_ = nullptr;
  bool over_ = false;
  bool victim_ = false;
  bool wrote_ = false;
  LockTable::Owner locks_;
  Slots::Held connection_;
  std::vector<std::function<void()>> parts_;
};

}  // namespace faultline
