#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/data/lock_table.hpp"
#include "models/data/replication.hpp"
#include "models/data/session.hpp"
#include "models/data/versions.hpp"
#include "models/requests/location.hpp"
#include "models/serving/service.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

class Causes;

struct StoreSettings {
  static constexpr auto called = "store";
  Reference owner;
  std::int64_t connections = 20;
  std::unique_ptr<Distribution> time;
  std::vector<LoadPoint> load;
  std::int64_t replicas = 0;
  std::unique_ptr<Distribution> replica_lag;
  std::optional<Rate> replica_rate;
  std::optional<Duration> most_behind;
  std::optional<Duration> failover;
  std::optional<Duration> lock_wait;
  Location location;
  double availability = 0.9995;

  std::int64_t nodes() const { return 1 + replicas; }
  void fields(Fields& f);
};

/// A reader of a store's log, at its primary.
class LogReader {
 public:
  /// Writes from then on are lost, with a primary that has been replaced.
  virtual void lost_since(Time since) = 0;
  /// At the end of the run: why what it has not passed on waits.
  virtual void find_what_waits(Causes& causes) const = 0;

 protected:
  ~LogReader() = default;
};

/// A database: what it has beyond its nodes, which are the instances of a service. Node 0 is the
/// initial primary; only the primary takes updates and locks, and the replicas have the updates
/// some time later. When the primary has been away for the failover time, the replica that is there
/// and has the most updates takes over, or the first one that comes back; the former primary
/// becomes a replica when it comes back. Updates that the new primary did not have are lost. All
/// callers know at once which node is the primary and which are there.
///
/// A node is away while it is down, and while it is cut off from everybody. A primary that is cut
/// off goes on with what it has until another one takes over: then that is rolled back, and what
/// comes later, behind the partition, is refused (fencing).
///
/// A replica that comes back serves the data that it has, and catches up as fast as it can apply
/// updates; with `most_behind` reads go elsewhere meanwhile.
class Store final : public Observer, public Listener, public Chooser {
 public:
  /// What the design does with it.
  struct Use {
    bool locks_table = false;  ///< as a whole, so that all have to say what they lock
    bool transactions = false;
  };
  Store(Service& nodes, const StoreSettings& settings, const Streams& streams, const Use& use);
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  Service& service() { return nodes_; }
  const Distribution& time() const { return *settings_.time; }
  Calendar& calendar() { return nodes_.calendar(); }
  LockTable& locks() { return locks_; }
  std::optional<Duration> lock_wait() const { return settings_.lock_wait; }
  /// The requests that wait for a connection or a lock.
  std::int64_t waiting() const { return nodes_.waiting() + locks_.waiting(); }
  std::int64_t take_most_waiting() {
    return nodes_.take_most_waiting() + locks_.take_most_waiting();
  }
  bool table_is_locked() const { return use_.locks_table; }
  /// Each write locks its row, since others may have read it in theirs.
  bool has_transactions() const { return use_.transactions; }
  bool replicated() const { return nodes_.instances().size() > 1; }
  Instance& primary() const { return *nodes_.instances()[primary_]; }
  bool is_primary(const Instance& node) const { return &node == &primary(); }
  /// The number of the row of this name: its own, and not 0.
  std::uint64_t row_named(const std::string& name);

  /// The primary has an update by the call about this key; its lags are drawn from `lags`.
  void update(const Call& call, std::uint64_t key, const Stream& lags) {
    if (replicated()) replication_.update(call, key, lags);
  }
  /// A read of this key at the node: records the updates that it lacks, if it is a replica.
  void read(Instance& node, std::uint64_t key);

  /// A transaction has begun at the primary: it ends when that goes down.
  void open(Session& session) { sessions_.push_back(session); }
  Versions& versions() { return versions_; }
  /// A row is changed, for all to see.
  void change(const Versions::Row& row);

  /// From now on it is notified of losses.
  void read_log(LogReader& reader) { log_readers_.push_back(&reader); }
  void find_what_waits(Causes& causes) const {
    for (const auto* reader : log_readers_) reader->find_what_waits(causes);
  }
  /// What was written before is on all nodes.
  Time safe_until() { return replicated() ? replication_.safe_until() : calendar().now(); }

  /// The primary; or one of the replicas, or nodes, that are up, each as likely; where none is, the
  /// first.
  Instance& choose(const Call& call, const Target& target) override;
  void saw(Instance&, Outcome) override {}
  bool still_takes(const Instance& node, const Target& target) const override {
    return target.copy != Copy::primary || is_primary(node);
  }
  void condition_changed(Instance& node) override;
  /// Sees to it that there is a primary that is not away, if there can be one.
  void changed(Instance& node) override;

 private:
  bool serves(const Instance& node, const Target& target) const;
  void primary_gone();
  void primary_back();
  void roll_back_all();
  Task<void> fail_over(Duration after);
  void take_over();
  void keep_table_locked(bool locked);
  Task<void> lock_table();

  Service& nodes_;
  const StoreSettings& settings_;
  Use use_;
  Stream choices_;
  LockTable locks_;
  Versions versions_;
  Replication replication_;
  std::map<std::string, std::uint64_t> row_names_;
  std::size_t primary_ = 0;
  bool gone_ = false;             ///< the primary is away
  bool down_ = false;             ///< it is down
  bool overdue_ = false;          ///< the first replica that is up takes over
  LinkedList<Session> sessions_;  ///< as they began
  std::vector<LogReader*> log_readers_;
  std::unique_ptr<LockTable::Owner> migration_;  ///< holds the table while a fault locks it
  TaskGroup migrating_;
  TaskGroup failing_over_;
};

}  // namespace faultline
