#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "models/call.hpp"
#include "sim/calendar.hpp"
#include "sim/distribution.hpp"

namespace faultline {

/// Which updates of a store's primary its other nodes do not have yet. An update that the primary
/// has at t is visible at node n from v(n) = max(v'(n), t + L(n)), L drawn from the lag for each
/// node by itself and v' that of the update before: they become visible in order.
///
/// While the primary is gone nothing becomes visible, since nobody sends it. Where the primary
/// comes back they go on as if no time had passed; where a replica takes over, what it did not have
/// is lost, and not missing any longer: its copy is the truth now. Ignores what a node misses while
/// it is down itself: it is sent on, and there when the node is back. What all nodes have is
/// forgotten.
class Replication {
 public:
  /// What a node lacks about one key.
  struct Lack {
    Duration staleness{};       ///< age of the oldest update that is missing
    std::uint64_t missing = 0;  ///< how many are
  };

  /// `lag` outlives it; null: none.
  Replication(const Calendar& calendar, std::size_t nodes, const Distribution* lag)
      : calendar_(calendar), nodes_(nodes), lag_(lag) {}

  /// The primary has an update about the call's key; its lags are drawn from `lags`.
  void update(const Call& call, const Stream& lags);
  Lack lack(std::size_t node, std::uint64_t key);

  /// How many of the updates that are not forgotten the node has.
  std::size_t visible_at(std::size_t node) const;

  /// The primary is gone, and is back.
  void stand_still() { still_since_ = calendar_.now(); }
  void go_on();
  /// `node` takes over from a primary that is gone: how many updates are lost.
  std::uint64_t take_over(std::size_t node);

 private:
  struct Update {
    std::uint64_t key;
    Time at;
    std::vector<Time> visible;  ///< at each node, from when
  };

  Time clock() const { return still_since_.value_or(calendar_.now()); }
  const Update& numbered(std::uint64_t number) const { return updates_[number - first_]; }
  void forget();

  const Calendar& calendar_;
  std::size_t nodes_;
  const Distribution* lag_;
  std::size_t primary_ = 0;
  std::optional<Time> still_since_;
  std::deque<Update> updates_;
  std::uint64_t first_ = 0;                                  ///< number of the first of them
  std::map<std::uint64_t, std::deque<std::uint64_t>> keys_;  ///< their numbers, by key
};

}  // namespace faultline
