#pragma once

#include <map>
#include <memory>
#include <optional>

#include "models/serving/service.hpp"
#include "sim/gate.hpp"
#include "sim/recent_map.hpp"

namespace faultline {

/// What a cache keeps, how long, and what it does where it has nothing fresh.
struct CacheRules {
  std::int64_t entries = 10000;
  std::optional<Duration> ttl;  ///< nothing: for ever
  bool coalesce = false;        ///< of those that miss the same key at once, one loads for all
  Duration stale_for{};         ///< how long after its time an entry is served while it is loaded
};

/// The contents of a cache, least recently used out first. They are lost when the part crashes or
/// is flushed.
class Cache {
 public:
  enum class Found : std::uint8_t { fresh, stale, nothing };

  Cache(Service& service, const CacheRules& rules)
      : service_(service), rules_(rules), entries_(static_cast<std::size_t>(rules.entries)) {}

  Service& service() { return service_; }
  const CacheRules& rules() const { return rules_; }

  Found look_up(std::uint64_t key);
  /// Nothing is stored while the part is down.
  void store(std::uint64_t key);

  /// A load of one key that several wait for.
  struct Load {
    explicit Load(Calendar& calendar) : done(calendar) { done.close(); }
    Gate done;
    Outcome outcome = Outcome::failed;
  };

  /// The load of this key that is under way, or null.
  std::shared_ptr<Load> loading(std::uint64_t key) const;
  std::shared_ptr<Load> begin_load(std::uint64_t key);
  void end_load(std::uint64_t key, Outcome outcome);

 private:
  void forget_what_was_lost();

  Service& service_;
  CacheRules rules_;
  RecentMap<Time> entries_;  ///< until when each is fresh
  int wipes_ = 0;
  std::map<std::uint64_t, std::shared_ptr<Load>> loads_;
};

}  // namespace faultline
