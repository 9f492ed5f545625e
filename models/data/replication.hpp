#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "models/requests/call.hpp"
#include "sim/engine/calendar.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// The updates of a store's primary that its other nodes do not have yet. An update at the primary
/// at time t is visible at node n from
///
///     v(n) = max(v'(n), t + L(n), u(n)) + 1 / R
///
/// with L drawn from the lag for each node, v' that of the previous update, so that updates become
/// visible in order, u the last time when the node came back, and R the updates per second that it
/// can apply. Hence a node that was down for T under a rate a of updates has caught up T a / (R -
/// a) later.
///
/// While the primary is down nothing becomes visible, since nothing is sent. If the primary comes
/// back, replication continues as if no time had passed; if a replica takes over, updates that it
/// did not have are lost, and no longer count as missing: its copy is the valid one now, for the
/// former primary too. Updates that all nodes have are forgotten. Ignores that a node that was away
/// for too long has to be copied as a whole.
class Replication {
 public:
  /// Of how updates get to the replicas; the lag outlives it, null: none.
  struct Rules {
    const Distribution* lag = nullptr;
    Duration each{};  ///< that a replica takes, 1 / R
  };
  /// What a node lacks about one key.
  struct Lack {
    Duration staleness{};       ///< age of the oldest update that is missing
    std::uint64_t missing = 0;  ///< how many are
  };
  /// What no node has any more, when a replica has taken over.
  struct Loss {
    std::uint64_t updates = 0;
    Time since = end_of_time;  ///< the first of them
  };

  Replication(const Calendar& calendar, std::size_t nodes, const Rules& rules)
      : calendar_(calendar), rules_(rules), nodes_(nodes) {}

  /// The primary has an update by the call about this key; its lags are drawn from `lags`.
  void update(const Call& call, std::uint64_t key, const Stream& lags);
  Lack lack(std::size_t node, std::uint64_t key);
  /// Age of the oldest update that the node lacks, whatever it is about.
  Duration behind(std::size_t node) const;

  /// How many of the updates that are not forgotten the node has.
  std::size_t visible_at(std::size_t node) const;
  /// What was written before is on all nodes.
  Time safe_until();

  /// The primary is gone, and is back.
  void stand_still() { still_since_ = calendar_.now(); }
  void go_on();
  /// Whether the node of that number is up: while it is not it gets nothing.
  void set_up(std::size_t number, bool up);
  /// `node` takes over from a primary that is gone.
  Loss take_over(std::size_t node);

 private:
  struct Update {
    std::uint64_t key;
    Time at;
    std::vector<Time> visible;  ///< at each node, from when; were it up, where it is not
  };
  struct Node {
    bool up = true;
    std::uint64_t had = 0;  ///< so many updates of all, when it went down
    Time busy_until{};      ///< with the updates before
  };

  Time clock() const { return still_since_.value_or(calendar_.now()); }
  bool has(std::size_t node, std::size_t update) const;
  void take(std::size_t number, Update& update, Time from);
  void forget();

  const Calendar& calendar_;
  Rules rules_;
  std::vector<Node> nodes_;
  std::size_t primary_ = 0;
  std::optional<Time> still_since_;
  std::deque<Update> updates_;
  std::uint64_t first_ = 0;                                  ///< number of the first of them
  std::map<std::uint64_t, std::deque<std::uint64_t>> keys_;  ///< their numbers, by key
};

}  // namespace faultline
