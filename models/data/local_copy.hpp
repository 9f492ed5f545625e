#pragma once

#include <deque>
#include <map>
#include <optional>

#include "models/events/event.hpp"
#include "sim/resources/recent_map.hpp"

namespace faultline {

/// What a copy of somebody's data has, and what it lacks, key by key, where its updates come as
/// events that carry the whole state of what they are about. With updates 1, 2, ... of a key and
/// the copy at update h of n, it lacks n - h of them, and is stale by the age of update h + 1.
///
/// Taking update k means having all up to k: what was lost before it is made up for. An update that
/// comes late, or once more, is passed over where the events carry a version: the last writer wins.
/// Without versions it overwrites what is newer. Then the latest 32 updates of each key are
/// remembered, and one that is older counts as older than all of these.
/// Source: Fowler, "What do you mean by event-driven?", 2017 (event-carried state transfer).
class LocalCopy {
 public:
  struct Rules {
    bool versioned = true;
    bool keys = true;      ///< there can be several updates of one key
    bool expires = false;  ///< the log forgets, so that what is had may be lost with the copy
  };
  explicit LocalCopy(const Rules& rules);

  /// There is an update; one that is known is the same one.
  void announced(const Event& event);
  /// It is not one, after all.
  void withdrawn(const Event& event);
  /// It stands in the log.
  void appended(const Event& event);
  /// The event of this id is taken into the copy.
  void take(std::uint64_t key, std::uint64_t id);
  /// All is lost, and read again from a log that holds what was published after `from`.
  void read_again(Time from);

  struct Lack {
    std::uint64_t updates = 0;
    Time since{};  ///< the first of them, where there are any
  };
  Lack lack(std::uint64_t key) const;
  /// Whether it lacks an update by this transaction.
  bool lacks_any_of(const Transaction& transaction);

 private:
  struct Update {
    std::uint64_t id;
    Time published;
    bool logged = false;
  };
  struct Item {
    std::deque<Update> updates{};
    std::size_t had = 0;  ///< so many of them, from the first on; changed by `have`
  };
  using Items = std::map<std::uint64_t, Item>;

  Items::iterator trim(Items::iterator item);
  void have(Item& item, std::size_t count);
  void lacks(const Update& update, int more);

  bool versioned_;
  std::size_t kept_;       ///< updates of each key that are remembered though they are had
  Items items_;            ///< of which something is lacked or remembered
  RecentMap<bool> known_;  ///< events, by their ids
  /// Of each transaction, how many updates are lacked; kept once somebody has asked.
  std::optional<std::map<std::uint64_t, int>> lacked_;
};

}  // namespace faultline
