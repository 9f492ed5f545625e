#include "models/events/topic_settings.hpp"

#include <fmt/format.h>

namespace faultline {

std::vector<std::string> words(Acknowledgement) { return {"none", "leader", "all"}; }
std::vector<std::string> words(WhenFull) { return {"block", "refuse", "drop_oldest"}; }

void BrokerSettings::fields(Fields& f) {
  f("nodes", nodes, {.says = "number of nodes", .at_least = 1, .at_most = 1000});
  f("failover", failover,
    {.says = "time from the loss of a node until followers lead its partitions", .at_least = 0});
  f("lead_again", lead_again,
    {.says = "how long a node must be back and in sync before it leads its original partitions "
             "again; never by default",
     .at_least = 0});
  f("hosts", location.hosts,
    {.says =
         "the hosts of its nodes, in turn; by default the host with its name, or the only one"});
  location.declare_placement(f);
  location.declare_labels(f);
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound on availability",
     .at_least = 0,
     .at_most = 1});
  if (f.reading()) place_of_lead_again = f.place_of("lead_again");
  location.check(f);
}

namespace {

void check_topic(const TopicSettings& topic, Fields& f) {
  if (!f.sound()) return;
  const auto tell = [&](const char* field, std::string message) {
    f.problems().add(f.place_of(field), std::move(message));
  };
  const auto warn = [&](const char* field, const char* message) {
    f.problems().warn(f.place_of(field), message);
  };
  const bool log = topic.partitions.has_value();
  const auto needs_partitions = [&](const char* field, bool given) {
    if (given && !log) tell(field, fmt::format("\"{}\" needs \"partitions\"", field));
  };
  needs_partitions("keyed", topic.keyed.has_value());
  needs_partitions("partition_rate", topic.partition_rate.has_value());
  needs_partitions("unclean_election", topic.unclean_election);
  if (log && topic.visibility)
    tell("visibility", "a topic with \"partitions\" has no \"visibility\"");
  if (log && topic.priority)
    tell("priority",
         "priorities have no place in a topic with \"partitions\": their events stay in order");
  if (topic.replicas > 1 && !topic.broker)
    tell("replicas", "replicas need a \"broker\" whose nodes hold them");
  if (topic.replicas == 1 && topic.acks == Acknowledgement::all)
    warn("acks", "it has no effect without \"replicas\": the leader is the only node");
  if (topic.replicas == 1 && &f.place_of("replication") != &f.place())
    warn("replication", "it has no effect without \"replicas\": there are no followers");
  if (topic.replicas == 1 && topic.catch_up)
    warn("catch_up", "it has no effect without \"replicas\": there are no followers");
  if (topic.replicas == 1 && topic.unclean_election)
    warn("unclean_election", "it has no effect without \"replicas\": no other node can lead");
  if (topic.min_in_sync > topic.replicas)
    tell("min_in_sync",
         fmt::format("\"min_in_sync\" is greater than \"replicas\" ({})", topic.replicas));
  if (topic.min_in_sync > 1 && topic.acks != Acknowledgement::all)
    warn("min_in_sync", "it has no effect without \"acks\": \"all\"");
  if (topic.when_full != WhenFull::block && !topic.bounded())
    warn("when_full",
         "it has no effect: without \"capacity\" or \"capacity_size\" the topic is never full");
  if (topic.broker && topic.location.host)
    tell("host", "the nodes of its \"broker\" already have hosts");
  if (topic.broker && topic.location.placement)
    tell("placement", "the nodes of its \"broker\" already have hosts");
}

}  // namespace

/// How many nodes have it, and what that is worth.
void TopicSettings::copies(Fields& f) {
  f("replicas", replicas,
    {.says = "replication factor: nodes that hold each partition, the leader included; a queue "
             "needs more than half of them in sync to work",
     .at_least = 1,
     .at_most = 1000});
  f("min_in_sync", min_in_sync,
    {.says = "minimum in-sync replicas: with acks \"all\", events are accepted only while this "
             "many nodes of the partition are in sync",
     .at_least = 1});
  f("acks", acks, {.says = "which acknowledgement a publisher waits for"});
  f("replication", replication,
    {.says = "how long it takes until followers have an event", .at_least = 0});
  f("catch_up", catch_up,
    {.says = "events per second that a returning follower copies until it is in sync again; by "
             "default it catches up at once",
     .positive = true});
  f("unclean_election", unclean_election,
    {.says =
         "whether a follower that is behind may become the leader when none is in sync; the events "
         "that it lacks are lost; by default the partition waits for one that is in sync"});
}

void TopicSettings::fields(Fields& f) {
  f("append", append, {.says = "how long the broker takes to store an event; 1ms by default"});
  if (f.reading() && !append) append = always(std::chrono::milliseconds(1));
  f("fetch", fetch, {.says = "how long the broker takes to answer a fetch; 0ms by default"});
  f("broker", broker,
    {.says = "the broker whose nodes hold it; by default it has a node of its own"});
  f("partitions", partitions,
    {.says = "number of partitions, each of which keeps its order and has one consumer per group; "
             "without it each subscription has a queue, and its consumers compete for the events",
     .at_least = 1,
     .at_most = 100000});
  f("keyed", keyed,
    {.says = "whether the request's key chooses the partition, so that events with the same key "
             "stay in order; by default yes if the workload has \"keys\""});
  copies(f);
  f("retention", retention,
    {.says = "age at which an event is deleted, consumed or not; unlimited by default",
     .positive = true});
  f("retention_size", retention_size,
    {.says = "size of a partition, or of a subscription's queue, above which its oldest events are "
             "deleted, consumed or not; unlimited by default",
     .positive = true});
  f("capacity", capacity,
    {.says = "most events that a partition, or a subscription's queue, holds",
     .at_least = 1,
     .changeable = true});
  f("capacity_size", capacity_size,
    {.says = "most bytes of events that a partition, or a subscription's queue, holds",
     .positive = true,
     .changeable = true});
  f("when_full", when_full,
    {.says = "what happens to a further event when it is full", .changeable = true});
  f("partition_rate", partition_rate,
    {.says = "quota: events per second that one partition accepts in the long run; beyond that "
             "publishers wait their turn, whatever \"when_full\" says",
     .positive = true,
     .changeable = true});
  f("visibility", visibility,
    {.says = "for a queue: time without an acknowledgement after which an event is delivered to "
             "another consumer as well",
     .positive = true,
     .changeable = true});
  f("priority", priority,
    {.says = "for a queue: whether events of request classes with a higher priority are delivered "
             "first"});
  location.declare_host(f);
  location.declare_placement(f);
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound on availability",
     .at_least = 0,
     .at_most = 1});
  if (!f.reading()) return;
  places = {f.place_of("keyed"), f.place_of("replicas"), f.place_of("visibility"),
            f.place_of("priority")};
  check_topic(*this, f);
  location.check(f);
}

std::vector<Reference> SubscriptionSettings::consumed() const {
  auto all = topics;
  for (const auto& retry : consumption.retry) all.push_back(retry.topic);
  return all;
}

std::vector<Reference> SubscriptionSettings::fed() const {
  std::vector<Reference> all;
  for (const auto& retry : consumption.retry) all.push_back(retry.topic);
  if (consumption.dead_letter.name) all.push_back(*consumption.dead_letter.name);
  return all;
}

std::vector<std::string> SubscriptionSettings::groups(const std::string& name) const {
  std::vector<std::string> names{name};
  const auto all = consumed();
  for (std::size_t i = 1; i < all.size(); ++i) names.push_back(name + " of " + all[i].name);
  return names;
}

void SubscriptionSettings::fields(Fields& f) {
  std::optional<Reference> topic;
  f("topic", topic, {.says = "the topic to consume"});
  f("topics", topics,
    {.says = "or several topics, each with this number of consumers; deduplication, retries and "
             "dead letters are shared by all of them"});
  consumption.fields(f);
  if (!f.reading()) return;
  if (topic.has_value() == !topics.empty())
    f.problems().add_loose(f.place(),
                           "a subscription has either a \"topic\" or several \"topics\"");
  if (topic) topics.assign(1, *topic);
}

}  // namespace faultline
