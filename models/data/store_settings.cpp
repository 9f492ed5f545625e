#include <fmt/format.h>

#include "models/data/store.hpp"

namespace faultline {

void StoreSettings::fields(Fields& f) {
  f("owner", owner, {.says = "the service that owns the data", .required = true});
  f("connections", connections,
    {.says = "queries and transactions that run at once at one node; more wait",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("time", time, {.says = "service time of a query", .required = true});
  f("load", load,
    {.says =
         "how queries slow down with the number of them at work at a node, in ascending order"});
  f("replicas", replicas,
    {.says = "read replicas beside the primary", .at_least = 0, .at_most = 1000});
  f("replica_lag", replica_lag,
    {.says =
         "replication lag, from an update at the primary until a replica has it; none by default"});
  f("replica_rate", replica_rate,
    {.says = "updates per second that a replica can apply; unlimited by default",
     .positive = true});
  f("most_behind", most_behind,
    {.says = "a replica that has lacked an update for longer is not read; by default any replica "
             "that is up is read",
     .at_least = 0});
  f("failover", failover,
    {.says = "time from the loss of the primary until a replica takes over; never by default",
     .at_least = 0});
  f("lock_wait", lock_wait,
    {.says = "how long a query waits for a lock before it fails; unlimited by default",
     .positive = true});
  location.declare_host(f);
  f("hosts", location.hosts,
    {.says = "or the hosts of its nodes, in turn, the initial primary first"});
  location.declare_placement(f);
  location.declare_labels(f);
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound on availability",
     .at_least = 0,
     .at_most = 1});
  if (!f.sound()) return;
  location.check(f);
  check_curve(load, f);
  if (replicas == 0 && replica_lag)
    f.problems().add(f.place_of("replica_lag"), "it has no effect: \"replicas\" is 0");
  if (replicas == 0 && failover)
    f.problems().add(f.place_of("failover"), "no replica can take over: \"replicas\" is 0");
  if (replicas == 0 && replica_rate)
    f.problems().add(f.place_of("replica_rate"), "it has no effect: \"replicas\" is 0");
  if (replicas == 0 && most_behind)
    f.problems().add(f.place_of("most_behind"), "it has no effect: \"replicas\" is 0");
}

}  // namespace faultline
