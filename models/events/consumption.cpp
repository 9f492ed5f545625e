#include "models/events/consumption.hpp"

#include <fmt/format.h>

namespace faultline {

std::vector<std::string> words(Delivery) {
  return {"at_most_once", "at_least_once", "effectively_once"};
}

std::vector<std::string> words(Membership) { return {"static", "dynamic"}; }

std::vector<std::string> words(Unprocessed) { return {"expired", "overflowed"}; }

std::vector<std::string> words(RememberedIn) { return {"store", "memory"}; }

void LagScaling::fields(Fields& f) {
  f("min", least, {.says = "minimum number of consumers", .at_least = 1, .at_most = 100000});
  f("max", most,
    {.says = "maximum number of consumers", .at_least = 1, .at_most = 100000, .required = true});
  f("events", events, {.says = "lag per consumer that it aims at, in events", .at_least = 1});
  f("every", every, {.says = "time between two scaling decisions", .at_least = 1e9});
  f("cold_start", cold_start, {.says = "time until a new consumer joins the group", .at_least = 0});
  if (f.sound() && least > most)
    f.problems().add(f.place_of("max"), "\"max\" is less than \"min\"");
}

void RetryTopic::fields(Fields& f) {
  f("topic", topic, {.says = "the retry topic", .required = true});
  f("after", after, {.says = "how long each event waits there", .at_least = 0, .required = true});
}

Consumption Consumption::out_of(const RetryTopic& from) const {
  auto own = *this;
  own.after = from.after;
  own.back_pressure.reset();
  own.fetch.reset();
  own.scaling.reset();
  own.dead_letter_also.clear();
  return own;
}

namespace {

/// How the consumers of a topic with partitions share them.
void declare_membership(Consumption& group, Fields& f) {
  f("assignment", group.assignment, {.says = "how partitions are assigned to consumers"});
  f("session", group.session,
    {.says = "session timeout: a consumer that is silent for longer loses its partitions",
     .at_least = 0,
     .changeable = true});
  f("rebalance", group.rebalance,
    {.says = "how long reassigned partitions stop during a rebalance",
     .at_least = 0,
     .changeable = true});
  f("rebalance_timeout", group.rebalance_timeout,
    {.says = "how long a rebalance waits for consumers to finish their batches; after that they "
             "are removed from the group, others process those events again, and their commits are "
             "rejected; unlimited by default",
     .positive = true,
     .changeable = true});
  f("max_poll", group.max_poll,
    {.says = "a consumer that takes longer for one fetched batch is removed from the group: others "
             "process the batch again, and its commit is rejected; unlimited by default",
     .positive = true,
     .changeable = true});
  f("membership", group.membership,
    {.says = "whether a consumer that is back before its session times out keeps its identity and "
             "its partitions (static), or joins as a new member, with a rebalance once the old "
             "session has timed out (dynamic, as in Kafka without group.instance.id)"});
  if (!f.reading()) return;
  for (const auto* name :
       {"assignment", "session", "rebalance", "rebalance_timeout", "max_poll", "membership"})
    if (const auto& at = f.place_of(name); &at != &f.place()) group.of_logs.push_back({name, at});
}

/// How often an event is tried, and what becomes of it then.
void declare_tries(Consumption& group, Fields& f) {
  f("attempts", group.attempts,
    {.says = "attempts to process an event before the consumer gives up; unlimited by default; "
             "with \"retry\": attempts per topic, 1 by default",
     .at_least = 1,
     .changeable = true});
  f("retry_after", group.retry_after,
    {.says = "delays of built-in retry topics: a failed event waits there without blocking the "
             "events behind it; the last delay applies to all further retries"});
  f("retry", group.retry,
    {.says = "retry topics of the design, in order: a failed event is published to the next one "
             "and consumed from there by the same consumers; it blocks no other event"});
  f("dead_letter", group.dead_letter,
    {.says = "what happens to an event after the last attempt: it is kept as a dead letter, "
             "published to the topic of this name, or dropped (false)"});
  f("dead_letter_also", group.dead_letter_also,
    {.says = "for a queue: which events that nobody processed become dead letters too"});
}

void check_group(const Consumption& group, Fields& f) {
  const auto tell = [&](const char* field, std::string message) {
    f.problems().add(f.place_of(field), std::move(message));
  };
  const bool tries_elsewhere = !group.retry_after.empty() || !group.retry.empty();
  if (group.concurrency > group.batch)
    tell("concurrency", "more at once than one fetch returns (\"batch\")");
  if (group.fetch && group.fetch->events.value_or(0) > group.batch)
    tell("fetch", "it waits for more events than one fetch returns (\"batch\")");
  if (group.delivery == Delivery::at_most_once && (group.attempts || tries_elsewhere)) {
    const auto* first = group.attempts ? "attempts" : "retry_after";
    tell(group.retry.empty() ? first : "retry",
         "at_most_once never retries: the event is committed before it is processed");
  }
  if (!group.retry.empty() && !group.retry_after.empty())
    tell("retry_after", "\"retry_after\" and \"retry\" cannot both be given");
  if (group.ordered && group.concurrency > 1)
    tell("ordered", "order is not kept with \"concurrency\"");
  if (group.ordered && tries_elsewhere)
    tell("ordered", fmt::format("order is not kept with \"{}\"",
                                group.retry.empty() ? "retry_after" : "retry"));
  if (group.delivery == Delivery::at_most_once && &f.place_of("redeliver_after") != &f.place())
    f.problems().warn(f.place_of("redeliver_after"),
                      "it has no effect: at_most_once never retries an event");
  if (const auto delays = std::ssize(group.retry_after);
      group.attempts.value_or(delays + 1) <= delays)
    f.problems().warn(f.place_of("retry_after"),
                      fmt::format("{} of its {} delays have no effect with {} \"attempts\"",
                                  delays + 1 - *group.attempts, delays, *group.attempts));
  if (group.remembered_in == RememberedIn::memory && !group.remembers)
    f.problems().warn(f.place_of("remembered_in"), "it has no effect without \"remembers\"");
  if (group.buries_any_unprocessed() && !group.dead_letter.on)
    tell("dead_letter_also", "it has no effect: \"dead_letter\" is false");
  if ((!group.dead_letter.on || group.dead_letter.name) && !group.attempts &&
      !group.buries_any_unprocessed())
    f.problems().warn(f.place_of("dead_letter"),
                      "it has no effect: without \"attempts\" no event is given up");
  if (group.scaling &&
      (group.consumers < group.scaling->least || group.consumers > group.scaling->most))
    tell("scaling", "\"consumers\" is not between \"min\" and \"max\"");
}

}  // namespace

void FetchSettings::fields(Fields& f) {
  f("events", events,
    {.says = "number of events at which the broker answers", .at_least = 2, .at_most = 1000000});
  f("size", size, {.says = "or their total size", .positive = true});
  f("wait", wait,
    {.says = "longest time that the broker waits for them; then it answers with whatever there is",
     .positive = true});
  if (f.sound() && !events && !size)
    f.problems().add(f.place(), "\"fetch\" needs \"events\" or \"size\"");
}

void Consumption::fields(Fields& f) {
  f("consumers", consumers,
    {.says = "number of consumers; consumer i runs on instance i mod n of the service, beside its "
             "workers; each partition of a topic has one consumer",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("redeliver_after", redeliver_after,
    {.says = "pause before a failed event is delivered again; an event held by a consumer that "
             "crashed returns to the queue at once, or after the topic's \"visibility\"",
     .at_least = 0,
     .changeable = true});
  f("size", size, {.says = "size of an event as sent to a consumer", .at_least = 0});
  f("delivery", delivery,
    {.says = "whether the offset is committed before the work, after it, or atomically with it"});
  f("batch", batch,
    {.says = "events that a consumer fetches, and commits, at once",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("fetch", fetch,
    {.says =
         "long polling, for a topic with partitions; by default a fetch returns the first event"});
  f("concurrency", concurrency,
    {.says = "events of one batch that are processed at once",
     .at_least = 1,
     .at_most = 100000,
     .changeable = true});
  declare_tries(*this, f);
  f("remembers", remembers,
    {.says = "idempotent consumer: number of event ids that it remembers, to skip events that it "
             "has already processed",
     .at_least = 1,
     .at_most = 1e8});
  f("remembered_in", remembered_in,
    {.says = "where it remembers them: in the store, shared by the group and durable, or in each "
             "instance's memory, until a crash"});
  f("ordered", ordered, {.says = "requires that events with the same key are processed in order"});
  f("back_pressure", back_pressure,
    {.says = "back pressure: publishers wait while the group has this many events left to process",
     .at_least = 1,
     .changeable = true});
  declare_membership(*this, f);
  f("scaling", scaling, {.says = "scales the number of consumers with the consumer lag"});
  if (!f.sound()) return;
  if (!retry.empty() && !attempts) attempts = 1;
  check_group(*this, f);
}

}  // namespace faultline
