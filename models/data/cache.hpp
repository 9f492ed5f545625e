#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "models/serving/service.hpp"
#include "sim/engine/gate.hpp"
#include "sim/resources/recent_map.hpp"

namespace faultline {

/// What a cache keeps, how long, and what it does where it has nothing fresh.
struct CacheRules {
  std::int64_t entries = 10000;  ///< of one node
  std::optional<Duration> ttl;   ///< nothing: for ever
  double ttl_jitter = 0;         ///< the share of the ttl by which it may be shorter
  bool coalesce = false;         ///< of those that miss the same key at once, one loads for all
  Duration stale_for{};          ///< how long after its time an entry is served while it is loaded
};

/// The contents of a cache, least recently used out first. Each key belongs to one of its nodes, by
/// a hash; while that is down its keys are missing, and nobody else has them. What a node holds is
/// lost when it crashes or is flushed, of a partial flush each key with that probability.
///
/// An entry is fresh for ttl (1 - jitter U), U uniform on (0, 1) by the request that loaded it, so
/// that what was loaded together does not expire together.
class Cache final : public Chooser {
 public:
  enum class Found : std::uint8_t { fresh, stale, nothing };

  Cache(Service& service, const CacheRules& rules, Stream lives);
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  Service& service() { return service_; }
  const CacheRules& rules() const { return rules_; }
  Instance& choose(const Call& call, const Target& target) override;

  Found look_up(std::uint64_t key);
  /// By request `id`. Nothing is stored while the key's node is down.
  void store(std::uint64_t key, std::uint64_t id);

  /// A load of one key that several wait for.
  struct Load {
    explicit Load(Calendar& calendar) : done(calendar) { done.close(); }
    Gate done;
    Outcome outcome = Outcome::failed;
    CauseId cause = no_cause;
  };

  /// The load of this key that is under way, or null.
  std::shared_ptr<Load> loading(std::uint64_t key) const;
  std::shared_ptr<Load> begin_load(std::uint64_t key);
  /// The answer of the load on behalf of this transaction.
  void end_load(const Transaction& transaction, const Answer& answer);

 private:
  struct Node {
    Instance& at;
    RecentMap<Time> entries;  ///< until when each is fresh
    int wipes = 0;
    std::size_t losses = 0;

    void forget_what_was_lost();
  };
  Node& node_of(std::uint64_t key);

  Service& service_;
  CacheRules rules_;
  Stream lives_;
  std::vector<Node> nodes_;
  std::map<std::uint64_t, std::shared_ptr<Load>> loads_;
};

}  // namespace faultline
