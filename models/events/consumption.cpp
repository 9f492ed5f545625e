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
  f("min", least, {.says = "the fewest consumers", .at_least = 1, .at_most = 100000});
  f("max", most, {.says = "the most", .at_least = 1, .at_most = 100000, .required = true});
  f("events", events, {.says = "events behind that each consumer may have", .at_least = 1});
  f("every", every, {.says = "time between two decisions", .at_least = 1e9});
  f("cold_start", cold_start, {.says = "until a new consumer joins", .at_least = 0});
  if (f.sound() && least > most)
    f.problems().add(f.place_of("max"), "\"max\" is less than \"min\"");
}

void RetryTopic::fields(Fields& f) {
  f("topic", topic, {.says = "the topic in which they wait", .required = true});
  f("after", after, {.says = "how long each waits there", .at_least = 0, .required = true});
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
  f("assignment", group.assignment, {.says = "which consumer gets which partitions"});
  f("session", group.session,
    {.says = "after which time of silence a consumer loses its partitions",
     .at_least = 0,
     .changeable = true});
  f("rebalance", group.rebalance,
    {.says = "how long partitions that are given out anew stand still",
     .at_least = 0,
     .changeable = true});
  f("rebalance_timeout", group.rebalance_timeout,
    {.says = "how long that waits for what consumers have in hand: then they are put out of the "
             "group, others have that again, and their commit is refused; as long as it takes by "
             "default",
     .positive = true,
     .changeable = true});
  f("max_poll", group.max_poll,
    {.says = "who takes longer than this with what it fetched is put out of the group: others have "
             "that again, and its commit is refused; no limit else",
     .positive = true,
     .changeable = true});
  f("membership", group.membership,
    {.says = "whether a consumer that crashed and is back before its session has ended is the same "
             "one, with its partitions, or one that joins anew, so that partitions are given out "
             "once the old one's session has ended (as Kafka does without group.instance.id)"});
  if (!f.reading()) return;
  for (const auto* name :
       {"assignment", "session", "rebalance", "rebalance_timeout", "max_poll", "membership"})
    if (const auto& at = f.place_of(name); &at != &f.place()) group.of_logs.push_back({name, at});
}

/// How often an event is tried, and what becomes of it then.
void declare_tries(Consumption& group, Fields& f) {
  f("attempts", group.attempts,
    {.says = "tries to process an event before it is given up; without end else; with \"retry\" "
             "those in each topic, 1 else",
     .at_least = 1,
     .changeable = true});
  f("retry_after", group.retry_after,
    {.says = "of retry topics: an event that failed waits so long there, without holding up those "
             "behind it; the last delay stands for all further ones"});
  f("retry", group.retry,
    {.says = "retry topics of the design, in order: an event that failed is published to the next "
             "one, and the same consumers take it from there; it holds up nobody meanwhile"});
  f("dead_letter", group.dead_letter,
    {.says = "whether an event that is given up is put aside, or the topic of the design to which "
             "it is published; it is dropped else"});
  f("dead_letter_also", group.dead_letter_also,
    {.says =
         "of a queue: which events are put aside too, or published there, though nobody came to "
         "process them"});
}

void check_group(const Consumption& group, Fields& f) {
  const auto tell = [&](const char* field, std::string message) {
    f.problems().add(f.place_of(field), std::move(message));
  };
  const bool tries_elsewhere = !group.retry_after.empty() || !group.retry.empty();
  if (group.concurrency > group.batch)
    tell("concurrency", "more at once than a consumer fetches (\"batch\")");
  if (group.fetch && group.fetch->events.value_or(0) > group.batch)
    tell("fetch", "it waits for more events than a consumer fetches (\"batch\")");
  if (group.delivery == Delivery::at_most_once && (group.attempts || tries_elsewhere))
    tell(!group.retry.empty() ? "retry" : (group.attempts ? "attempts" : "retry_after"),
         "at_most_once tries no event twice: it was committed before");
  if (!group.retry.empty() && !group.retry_after.empty())
    tell("retry_after", "\"retry_after\" and \"retry\" do not go together");
  if (group.ordered && group.concurrency > 1) tell("ordered", "order is lost by \"concurrency\"");
  if (group.ordered && tries_elsewhere)
    tell("ordered",
         fmt::format("order is lost by \"{}\"", group.retry.empty() ? "retry_after" : "retry"));
  if (group.delivery == Delivery::at_most_once && &f.place_of("redeliver_after") != &f.place())
    f.problems().warn(f.place_of("redeliver_after"),
                      "it has no effect: at_most_once tries no event twice");
  if (const auto delays = std::ssize(group.retry_after);
      group.attempts.value_or(delays + 1) <= delays)
    f.problems().warn(f.place_of("retry_after"),
                      fmt::format("{} of its {} delays have no effect with {} \"attempts\"",
                                  delays + 1 - *group.attempts, delays, *group.attempts));
  if (group.remembered_in == RememberedIn::memory && !group.remembers)
    f.problems().warn(f.place_of("remembered_in"), "it has no effect without \"remembers\"");
  if (group.buries_any_unprocessed() && !group.dead_letter.on)
    tell("dead_letter_also", "\"dead_letter\" is off: nothing is put aside");
  if ((!group.dead_letter.on || group.dead_letter.name) && !group.attempts &&
      !group.buries_any_unprocessed())
    f.problems().warn(f.place_of("dead_letter"),
                      "it has no effect: no event is given up without \"attempts\"");
  if (group.scaling &&
      (group.consumers < group.scaling->least || group.consumers > group.scaling->most))
    tell("scaling", "\"consumers\" does not lie between \"min\" and \"max\"");
}

}  // namespace

void FetchSettings::fields(Fields& f) {
  f("events", events, {.says = "events that are enough", .at_least = 2, .at_most = 1000000});
  f("size", size, {.says = "or the size of events that is", .positive = true});
  f("wait", wait,
    {.says = "how long it waits for that; then whatever there is will do", .positive = true});
  if (f.sound() && !events && !size)
    f.problems().add(f.place(), "a fetch that waits needs \"events\" or \"size\"");
}

void Consumption::fields(Fields& f) {
  f("consumers", consumers,
    {.says = "consumers, consumer i beside the workers of instance i mod n of the service; of a "
             "topic with partitions each partition has one of them",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("redeliver_after", redeliver_after,
    {.says = "pause before an event that failed is delivered again; what a crashed consumer of a "
             "queue held is there again at once, or at the end of the topic's \"visibility\"",
     .at_least = 0,
     .changeable = true});
  f("size", size, {.says = "size of an event on its way to a consumer", .at_least = 0});
  f("delivery", delivery, {.says = "whether the place in the topic is committed before or after"});
  f("batch", batch,
    {.says = "events that a consumer fetches, and commits, at once",
     .at_least = 1,
     .at_most = 1000000,
     .changeable = true});
  f("fetch", fetch,
    {.says = "long polling of a topic with partitions; who waits is given the first event else"});
  f("concurrency", concurrency,
    {.says = "events of one batch that are worked on at once",
     .at_least = 1,
     .at_most = 100000,
     .changeable = true});
  declare_tries(*this, f);
  f("remembers", remembers,
    {.says = "of an idempotent consumer: ids of events it remembers, so that one it had is passed "
             "over",
     .at_least = 1,
     .at_most = 1e8});
  f("remembered_in", remembered_in,
    {.says =
         "where it remembers them: in the store, known to all of the group for good, or in each "
         "instance's memory, until that crashes"});
  f("ordered", ordered, {.says = "demands that events about one key are processed in order"});
  f("back_pressure", back_pressure,
    {.says = "publishers wait while the group has so many events before it",
     .at_least = 1,
     .changeable = true});
  declare_membership(*this, f);
  f("scaling", scaling, {.says = "how many consumers there are, by how far they are behind"});
  if (!f.sound()) return;
  if (!retry.empty() && !attempts) attempts = 1;
  check_group(*this, f);
}

}  // namespace faultline
