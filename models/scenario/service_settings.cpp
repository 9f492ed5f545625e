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
         fmt::format("it has no effect: there are {} instances", service.most_instances()));
  if (service.subset && service.shards > 1)
    tell("subset", "subsets of a service with \"shards\" are not modelled");
  if (service.subset && !service.balancer->per_caller())
    tell("subset", "it is of a balancer of each caller (\"per\": \"caller\")");
  if (service.panic && service.most_instances() == 1)
    tell("panic", "it has no effect: there is one instance");
}

void check_service(const ServiceSettings& service, Fields& f) {
  if (!f.sound()) return;
  const auto tell = [&](const char* field, std::string message) {
    f.problems().add(f.place_of(field), std::move(message));
  };
  const auto most = service.most_instances();
  if (service.shards > service.instances)
    tell("shards", fmt::format("{} shards for {} instances: a shard without an instance",
                               service.shards, service.instances));
  const auto unfit = service.balancer->unfit_for(static_cast<std::size_t>(most));
  if (!unfit.empty()) tell("balancer", unfit);
  check_curve(service.load, f);
  if (service.autoscaling && service.instances < service.autoscaling->least)
    tell("autoscaling", "it begins with fewer instances than \"min\"");
  if (service.autoscaling && service.instances > service.autoscaling->most)
    tell("autoscaling", "it begins with more instances than \"max\"");
  if (service.autoscaling && service.autoscaling->least < service.shards)
    tell("autoscaling", fmt::format("{} shards for \"min\" {}: a shard without an instance",
                                    service.shards, service.autoscaling->least));
  check_subset(service, f);
}

}  // namespace

void ServiceSettings::fields(Fields& f) {
  f("instances", instances,
    {.says = "running copies", .at_least = 1, .at_most = 10000, .changeable = true});
  f("workers", workers,
    {.says = "requests that one instance works on at once",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("queue", queue,
    {.says =
         "requests that may wait at one instance; the discipline says who is rejected when more "
         "come; unbounded where nothing is said",
     .at_least = 0,
     .changeable = true});
  f("discipline", discipline, {.says = "who of those that wait is next; fifo else"});
  f("longest_wait", shedding.longest_wait,
    {.says = "who has waited longer is rejected when its turn comes", .at_least = 0});
  f("drop_abandoned", shedding.abandoned,
    {.says = "whether a request that nobody waits for any longer is dropped when its turn comes"});
  f("cores", cores,
    {.says = "CPU cores of one instance that its work shares; each worker has its own else",
     .positive = true});
  f("load", load, {.says = "how work slows down with the requests in flight, in order"});
  f("warmup", warmup, {.says = "how an instance works that has just been started"});
  f("pauses", pauses, {.says = "what makes an instance stand still"});
  f("balancer", balancer, {.says = "which instance gets the next request; round_robin else"});
  f("shards", shards,
    {.says = "parts by key, instance i belonging to shard i mod shards", .at_least = 1});
  f("slow_start", slow_start,
    {.says = "how long until an instance that joins gets its full share", .at_least = 0});
  f("health", health,
    {.says = "how it is found out which instance is up; it is known at once else"});
  f("ejection", ejection, {.says = "when an instance that answers badly gets no more requests"});
  f("panic", panic,
    {.says = "what happens when few instances are eligible; all that run are used when none is by "
             "default"});
  f("subset", subset,
    {.says = "how many of its instances one caller knows; all of them by default", .at_least = 1});
  f("retry_after", retry_after,
    {.says = "how long those that it rejects are asked to wait before they try again",
     .positive = true});
  f("autoscaling", autoscaling, {.says = "how many instances run"});
  f("hosts", location.hosts,
    {.says = "where its instances stand, in turn; the host of its name or the only one else"});
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound", .at_least = 0, .at_most = 1});
  if (!f.reading()) return;
  if (!balancer) balancer = kinds_of<Balancer>().front().make();
  check_service(*this, f);
}

}  // namespace faultline
