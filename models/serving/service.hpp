#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/balancers/balancer.hpp"
#include "models/instances/instance.hpp"
#include "models/instances/operation.hpp"
#include "models/instances/per_caller.hpp"
#include "models/requests/network.hpp"
#include "models/serving/ejection.hpp"

namespace faultline {

/// How a service shares its requests out.
struct Balancing {
  Balancer* balancer = nullptr;  ///< outlives the service
  std::int64_t shards = 1;       ///< instance i belongs to shard i mod shards
  Duration slow_start{};         ///< after which a newcomer gets its full share
  bool instant = true;           ///< it is known at once which instance is down
  Stream stream;
  std::optional<std::int64_t> subset{};  ///< how many instances one caller knows; nothing: all
  Stream subsets{};
  PanicSettings panic{};
};

/// How the attempts ended at those instances of a service that run a build.
struct BuildTally {
  std::uint16_t build;
  std::int64_t ended = 0;
  std::int64_t failed = 0;
};

/// A service, or the nodes of a store: its instances, one of which the balancer chooses for each
/// request. A node's workers are its connections. With shards a request's key says which of them it
/// belongs to.
class Service final : public Observer {
 public:
  using Views = PerCaller<View>;

  /// `place` is its index in RunFrame::places.
  Service(std::string name, std::uint16_t place, Network& network, Books& books, TaskGroup& zombies)
      : name_(std::move(name)),
        place_(place),
        network_(network),
        books_(books),
        zombies_(zombies) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  Instance& add_instance(HostId host, const Capacity& capacity, Stream errors);
  /// Once all instances are there.
  void balance(const Balancing& balancing);
  /// What callers in the service `asking`, or the client (null), know about this service.
  Views& views_of(const Service* asking, const Callers& callers);
  void eject_outliers(EjectionSettings settings, TaskGroup& group);

  /// Its attempts can be counted from now on.
  void watch_attempts();
  /// Counts how they end in `tally`, or no longer (null).
  void count_in(BuildTally* tally) { tally_ = tally; }

  const std::string& name() const { return name_; }
  std::uint16_t place() const { return place_; }
  Calendar& calendar() { return network_.calendar; }
  std::vector<std::unique_ptr<Instance>>& instances() { return instances_; }
  Standing& standing(std::uint32_t number) { return *standings_[number]; }
  void standing_changed(std::uint32_t number);

  /// One attempt at the target's operation, at the instance that its chooser or the balancer
  /// chooses.
  Task<Answer> attempt(const Target& target, const Call& call) {
    if (careful_) [[unlikely]]
      return attempt_with_care(target, call);
    return (call.to ? *call.to : choose(call, target)).attempt(target, call);
  }

  /// The instance that this call would go to; for balancers that take turns, the turn is taken.
  Instance& choose(const Call& call, const Target& target) {
    return instances_.size() == 1 ? *instances_.front() : route(call, target);
  }

  std::size_t shard_of(const Call& call) const {
    return pools_.size() == 1 ? 0 : mix(call.transaction->key) % pools_.size();
  }
  /// The instances among which the balancer chooses for this call.
  Pool& pool_of(const Target& target, const Call& call);

  /// How many instances run, how much of them has been in use so far, in ns of one instance, and
  /// which starts or goes.
  std::int64_t running() const;
  double used();
  void run_instance(std::uint32_t number);
  /// The first `count` instances run, and no others.
  void run_only(std::int64_t count);
  void stop_instance(std::uint32_t number);

  std::int64_t waiting() const;
  std::int64_t take_most_waiting();

  void saw(Instance& instance, Outcome outcome) override;
  void condition_changed(Instance& instance) override;

 private:
  Instance& route(const Call& call, const Target& target);
  View& view_of(const Target& target, const Call& call);
  Pool& subset_of(View& view);
  Task<Answer> attempt_with_care(const Target& target, const Call& call);
  Task<Answer> nobody(const Call& call) const;
  static Task<Answer> counted(View& view, Instance& at, const Target& target, const Call& call);
  bool takes_its_share(const Standing& standing, Draw& draw) const;

  std::string name_;
  std::uint16_t place_;
  Network& network_;
  Books& books_;
  TaskGroup& zombies_;
  std::vector<std::unique_ptr<Instance>> instances_;
  std::vector<std::unique_ptr<Standing>> standings_;
  std::vector<Pool> pools_;
  Balancing balancing_;
  std::unique_ptr<Ejection> ejection_;
  BuildTally* tally_ = nullptr;
  std::map<const Service*, std::unique_ptr<Views>> views_;
  View all_;                   ///< of who has none of its own
  std::uint64_t changes_ = 0;  ///< of standings
  bool careful_ = false;       ///< calls may fail at once, or are counted by who asks
};

inline std::uint16_t Target::place() const { return service->place(); }

}  // namespace faultline
