#include <fmt/format.h>

#include <set>

#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"

namespace faultline {

namespace {

/// What is asked of stores against what they are; what designs share is told of once.
class StoreCheck {
 public:
  StoreCheck(const Scenario& scenario, Problems& problems)
      : scenario_(scenario), problems_(problems) {}

  void check(const Mentions& mentions) {
    for (const auto& query : mentions.queries) check(query);
    for (const auto& place : mentions.idle_retries)
      if (!problems_.told_at(place))
        problems_.warn(place,
                       "\"retries\" has no effect: nothing in the transaction takes a lock, and "
                       "only the victim of a deadlock is retried");
    for (const auto& place : mentions.isolations)
      if (!scenario_.workload->keys() && !problems_.told_at(place))
        problems_.warn(place,
                       "\"isolation\" has no effect: the workload has no \"keys\", so that no two "
                       "transactions use the same row");
  }

  /// Settings that no query of any design can be struck by.
  void check_idle() {
    for (const auto& [name, place, store] : scenario_.stores) {
      const bool locked = locked_.contains(name);
      if (store.lock_wait && !locked)
        problems_.warn(place, "\"lock_wait\" has no effect: no query of this store takes a lock");
      if (store.most_behind && !read_.contains(name))
        problems_.warn(place, "\"most_behind\" has no effect: no query reads a replica (\"from\")");
      if (store.replicas > 0 && !store.failover && !read_.contains(name))
        problems_.warn(place,
                       "its replicas have no use: no query reads them (\"from\"), and without "
                       "\"failover\" none takes over");
    }
  }

  void check(const Fault& fault) {
    if (!fault.locks_table()) return;
    const auto& place = fault.target_place();
    if (problems_.told_at(place)) return;
    const auto target = *fault.target().part();
    if (!find_entry(scenario_.stores, target.name))
      problems_.add(place, fmt::format("\"{}\" is not a store, so that it has no table to lock",
                                       fault.target().named().name));
    else if (target.instance)
      problems_.add(place, "the table of a store can be locked only as a whole, not at one node");
    locked_.insert(target.name);
  }

 private:
  void check(const Mentions::Query& query) {
    const auto& [name, place] = query.store;
    if (query.locks() || query.transaction) locked_.insert(name);
    if (query.copy != Copy::primary) read_.insert(name);
    if (problems_.told_at(place)) return;
    const auto& [stored, stands, store] = *find_entry(scenario_.stores, name);
    if (problems_.told_within(stands.pointer)) return;
    if (query.copy != Copy::primary && store.replicas == 0)
      problems_.add(place, fmt::format("\"{}\" has no replica to read: \"replicas\" is 0", name));
    else if (query.locks_row && !scenario_.workload->keys())
      problems_.warn(place,
                     "no request ever waits for this lock: the workload has no \"keys\", so that "
                     "each request has a row of its own");
  }

  const Scenario& scenario_;
  Problems& problems_;
  std::set<std::string> locked_;
  std::set<std::string> read_;
};

}  // namespace

void check_stores(const Scenario& scenario, Problems& problems) {
  StoreCheck check(scenario, problems);
  for (const auto& fault : scenario.faults) check.check(*fault);
  for (const auto& design : scenario.designs)
    for (const auto& item : outline_of(scenario, design.value).operations)
      check.check(item.mentions);
  check.check_idle();
}

}  // namespace faultline
