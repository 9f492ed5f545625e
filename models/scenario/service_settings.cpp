#include <fmt/format.h>

#include "models/scenario/scenario.hpp"

namespace faultline {

namespace {

void check_subset(const ServiceSettings& service, Fields& f) {
  const auto tell = [&](const char* field, std::string message) {
    f.problems().add(f.place_of(field), std::move(message));
  };
  if (service.subset && *service.subset >= service.most_instances())
    tell("subset",
         fmt::format("it has no effect: there are only {} instances", service.most_instances()));
  if (service.subset && service.shards > 1)
    tell("subset", "\"subset\" and \"shards\" cannot both be given");
  if (service.subset && !service.balancer->per_caller())
    tell("subset", "it needs a balancer per caller (\"per\": \"caller\")");
  if (service.panic && service.most_instances() == 1)
    tell("panic", "it has no effect: there is only one instance");
}

void check_service(const ServiceSettings& service, Fields& f) {
  if (!f.sound()) return;
  const auto tell = [&](const char* field, std::string message) {
    f.problems().add(f.place_of(field), std::move(message));
  };
  const auto most = service.most_instances();
  if (service.shards > service.instances)
    tell("shards", fmt::format("{} shards for {} instances: some shards would have no instance",
                               service.shards, service.instances));
  const auto unfit = service.balancer->unfit_for(static_cast<std::size_t>(most));
  if (!unfit.empty()) tell("balancer", unfit);
  check_curve(service.load, f);
  if (service.autoscaling && service.instances < service.autoscaling->least)
    tell("autoscaling", "it starts with fewer instances than \"min\"");
  if (service.autoscaling && service.instances > service.autoscaling->most)
    tell("autoscaling", "it starts with more instances than \"max\"");
  if (service.autoscaling && service.autoscaling->least < service.shards)
    tell("autoscaling", fmt::format("{} shards for \"min\" {}: some shards would have no instance",
                                    service.shards, service.autoscaling->least));
  check_subset(service, f);
}

}  // namespace

void ServiceSettings::fields(Fields& f) {
  f("instances", instances,
    {.says = "number of instances", .at_least = 1, .at_most = 10000, .changeable = true});
  f("workers", workers,
    {.says = "requests that one instance processes at once",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("queue", queue,
    {.says = "requests that may wait at one instance; the discipline decides which one is rejected "
             "when it is full; unbounded by default",
     .at_least = 0,
     .changeable = true});
  f("discipline", discipline, {.says = "which waiting request is served next; fifo by default"});
  f("longest_wait", shedding.longest_wait,
    {.says = "a request that has waited longer is rejected when its turn comes", .at_least = 0});
  f("drop_abandoned", shedding.abandoned,
    {.says = "whether a request whose caller has given up is dropped when its turn comes"});
  f("cores", cores,
    {.says = "CPU cores of one instance, shared by its work; by default each worker has its own",
     .positive = true});
  f("load", load, {.says = "how work slows down with the requests in flight, in ascending order"});
  f("warmup", warmup, {.says = "how slowly a newly started instance works"});
  f("pauses", pauses, {.says = "what makes an instance pause"});
  f("balancer", balancer,
    {.says = "chooses the instance for each request; round_robin by default"});
  f("shards", shards,
    {.says = "number of shards; a key belongs to one, and instance i serves shard i mod shards",
     .at_least = 1});
  f("slow_start", slow_start,
    {.says = "time until an instance that joins gets its full share of requests", .at_least = 0});
  f("health", health, {.says = "how instances that are down are detected; at once by default"});
  f("ejection", ejection,
    {.says = "outlier ejection: when a failing instance gets no more requests for a while"});
  f("panic", panic,
    {.says = "panic mode: what happens when few instances are eligible; by default, when none is, "
             "all running instances are used"});
  f("subset", subset,
    {.says = "how many of its instances each caller uses; all by default", .at_least = 1});
  f("retry_after", retry_after,
    {.says = "the \"retry_after\" that a rejection carries", .positive = true});
  f("autoscaling", autoscaling, {.says = "scales the number of instances with the utilisation"});
  f("hosts", location.hosts,
    {.says = "the hosts of its instances, in turn; by default the host with its name, or the only "
             "one"});
  location.declare_placement(f);
  location.declare_labels(f);
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound on availability",
     .at_least = 0,
     .at_most = 1});
  if (!f.reading()) return;
  if (!balancer) balancer = kinds_of<Balancer>().front().make();
  check_service(*this, f);
  location.check(f);
}

}  // namespace faultline
