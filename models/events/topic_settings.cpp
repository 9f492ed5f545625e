#include "models/events/topic_settings.hpp"

#include <fmt/format.h>

namespace faultline {

std::vector<std::string> words(Acknowledgement) { return {"none", "leader", "all"}; }
std::vector<std::string> words(WhenFull) { return {"block", "refuse", "drop_oldest"}; }

void BrokerSettings::fields(Fields& f) {
  f("nodes", nodes, {.says = "its nodes", .at_least = 1, .at_most = 1000});
  f("failover", failover,
    {.says = "from the loss of a node until followers lead its partitions", .at_least = 0});
  f("lead_again", lead_again,
    {.says = "how long a node that is back, and in sync, lets others lead the partitions that it "
             "led at first; for ever else",
     .at_least = 0});
  f("hosts", location.hosts,
    {.says = "where its nodes stand, in turn; the host of its name or the only one else"});
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound", .at_least = 0, .at_most = 1});
  if (f.reading()) place_of_lead_again = f.place_of("lead_again");
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
    if (given && !log) tell(field, fmt::format("\"{}\" goes with \"partitions\"", field));
  };
  needs_partitions("keyed", topic.keyed.has_value());
  needs_partitions("partition_rate", topic.partition_rate.has_value());
  needs_partitions("unclean_election", topic.unclean_election);
  if (log && topic.visibility)
    tell("visibility", "a topic with \"partitions\" has no \"visibility\"");
  if (log && topic.priority) tell("priority", "the events of a partition keep their order");
  if (topic.replicas > 1 && !topic.broker)
    tell("replicas", "replicas stand on the nodes of a \"broker\"");
  if (topic.replicas == 1 && topic.acks == Acknowledgement::all)
    warn("acks", "it has no effect: without \"replicas\" the leader is all");
  if (topic.replicas == 1 && &f.place_of("replication") != &f.place())
    warn("replication", "it has no effect: without \"replicas\" nobody follows");
  if (topic.replicas == 1 && topic.catch_up)
    warn("catch_up", "it has no effect: without \"replicas\" nobody follows");
  if (topic.replicas == 1 && topic.unclean_election)
    warn("unclean_election", "it has no effect: without \"replicas\" nobody else can lead");
  if (topic.min_in_sync > topic.replicas)
    tell("min_in_sync", fmt::format("more in sync than there are replicas ({})", topic.replicas));
  if (topic.min_in_sync > 1 && topic.acks != Acknowledgement::all)
    warn("min_in_sync", "it has no effect without \"acks\": \"all\"");
  if (topic.when_full != WhenFull::block && !topic.bounded())
    warn("when_full",
         "it has no effect: without \"capacity\" or \"capacity_size\" it is never full");
  if (topic.broker && topic.location.host) tell("host", "the nodes of its \"broker\" have hosts");
}

}  // namespace

/// How many nodes have it, and what that is worth.
void TopicSettings::copies(Fields& f) {
  f("replicas", replicas,
    {.says = "nodes that have each partition, the leader included; of a queue more than half of "
             "them have to be in sync for it to go on",
     .at_least = 1,
     .at_most = 1000});
  f("min_in_sync", min_in_sync,
    {.says =
         "nodes of a partition that have to be in sync for events to be taken, with acks \"all\"",
     .at_least = 1});
  f("acks", acks, {.says = "what a publisher waits for"});
  f("replication", replication,
    {.says = "how long followers take to have an event", .at_least = 0});
  f("catch_up", catch_up,
    {.says = "events that a follower which was away copies a second, until it is in sync again; it "
             "has them at once else",
     .positive = true});
  f("unclean_election", unclean_election,
    {.says = "whether, with none in sync, a follower leads that is behind: what it lacks is lost; "
             "the partition waits for one that is in sync else"});
}

void TopicSettings::fields(Fields& f) {
  f("append", append, {.says = "what the broker takes to store an event; 1ms else"});
  if (f.reading() && !append) append = always(std::chrono::milliseconds(1));
  f("fetch", fetch,
    {.says = "what the broker takes to give out what a consumer fetches; 0ms else"});
  f("broker", broker, {.says = "whose nodes hold it; it has a node of its own else"});
  f("partitions", partitions,
    {.says = "parts that each keep their order and have one consumer of a group; without it each "
             "subscription has a queue, whose consumers compete for the events",
     .at_least = 1,
     .at_most = 100000});
  f("keyed", keyed,
    {.says = "whether a request's key decides the partition, so that events about one key stay in "
             "order; where the workload has \"keys\" else"});
  copies(f);
  f("retention", retention,
    {.says = "after which time an event is thrown away, had or not; for ever else",
     .positive = true});
  f("retention_size", retention_size,
    {.says = "size that a partition, or a subscription's queue, may have before its oldest events "
             "are thrown away, had or not; any else",
     .positive = true});
  f("capacity", capacity,
    {.says = "events that a partition, or a subscription's queue, has room for",
     .at_least = 1,
     .changeable = true});
  f("capacity_size", capacity_size,
    {.says = "size of the events that a partition, or a subscription's queue, has room for",
     .positive = true,
     .changeable = true});
  f("when_full", when_full, {.says = "what becomes of one more", .changeable = true});
  f("partition_rate", partition_rate,
    {.says =
         "events that one partition takes in the long run; who publishes more waits for a turn, "
         "whatever \"when_full\" says, as under a broker's quota: it takes them, later",
     .positive = true,
     .changeable = true});
  f("visibility", visibility,
    {.says = "of a queue: after which time an event that was not acknowledged is given to another "
             "consumer too",
     .positive = true,
     .changeable = true});
  f("priority", priority,
    {.says = "of a queue: whether events of request classes with a higher priority come first"});
  location.declare_host(f);
  f("availability", availability,
    {.says = "share of time that it is up, for the static bound", .at_least = 0, .at_most = 1});
  if (!f.reading()) return;
  places = {f.place_of("keyed"), f.place_of("replicas"), f.place_of("visibility"),
            f.place_of("priority")};
  check_topic(*this, f);
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
  f("topic", topic, {.says = "the topic that is consumed"});
  f("topics", topics,
    {.says =
         "or several, each by so many consumers of its own; what is remembered, retried and put "
         "aside is so for all of them together"});
  consumption.fields(f);
  if (!f.reading()) return;
  if (topic.has_value() == !topics.empty())
    f.problems().add_loose(f.place(), "a subscription has a \"topic\", or several \"topics\"");
  if (topic) topics.assign(1, *topic);
}

}  // namespace faultline
