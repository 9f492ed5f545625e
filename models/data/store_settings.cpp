#include <fmt/format.h>

#include "models/data/store.hpp"

namespace faultline {

void StoreSettings::fields(Fields& f) {
  f("owner", owner, {.says = "the service that owns the data", .required = true});
  f("connections", connections,
    {.says = "queries and transactions at once at one node; more wait",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("time", time, {.says = "the time of a query", .required = true});
  f("load", load, {.says = "how a node's queries slow down with those at work there, in order"});
  f("replicas", replicas,
    {.says = "copies beside the primary, for reading", .at_least = 0, .at_most = 1000});
  f("replica_lag", replica_lag,
    {.says = "from an update of the primary until a replica has it; none else"});
  f("replica_rate", replica_rate,
    {.says = "updates per second that a replica can take; without limit else", .positive = true});
  f("most_behind", most_behind,
    {.says = "a replica that lacks an older update is not read, but another or the primary; "
             "each is that is up else",
     .at_least = 0});
  f("failover", failover,
    {.says = "from when the primary is gone until a replica takes over; none does else",
     .at_least = 0});
  f("lock_wait", lock_wait,
    {.says = "how long a query waits for a lock before it fails; for ever else", .positive = true});
  location.declare_host(f);
  f("hosts", location.hosts,
    {.says = "or where its nodes stand, in turn, the first primary first"});
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound", .at_least = 0, .at_most = 1});
  if (!f.sound()) return;
  location.check(f);
  check_curve(load, f);
  if (replicas == 0 && replica_lag)
    f.problems().add(f.place_of("replica_lag"), "there is no replica: \"replicas\" is 0");
  if (replicas == 0 && failover)
    f.problems().add(f.place_of("failover"), "nobody can take over: \"replicas\" is 0");
  if (replicas == 0 && replica_rate)
    f.problems().add(f.place_of("replica_rate"), "there is no replica: \"replicas\" is 0");
  if (replicas == 0 && most_behind)
    f.problems().add(f.place_of("most_behind"), "there is no replica: \"replicas\" is 0");
}

}  // namespace faultline
