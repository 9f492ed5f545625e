#include "models/events/consumption.hpp"

namespace faultline {

std::vector<std::string> words(Delivery) {
  return {"at_most_once", "at_least_once", "effectively_once"};
}

void LagScaling::fields(Fields& f) {
  f("min", least, {.says = "the fewest consumers", .at_least = 1, .at_most = 100000});
  f("max", most, {.says = "the most", .at_least = 1, .at_most = 100000, .required = true});
  f("events", events, {.says = "events behind that each consumer may have", .at_least = 1});
  f("every", every, {.says = "time between two decisions", .at_least = 1e9});
  f("cold_start", cold_start, {.says = "until a new consumer joins", .at_least = 0});
  if (f.sound() && least > most)
    f.problems().add(f.place_of("max"), "\"max\" is less than \"min\"");
}

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
     .at_most = 1000000});
  f("redeliver_after", redeliver_after,
    {.says = "pause before an event that failed is delivered again", .at_least = 0});
  f("size", size, {.says = "size of an event on its way to a consumer", .at_least = 0});
  f("delivery", delivery, {.says = "whether the place in the topic is committed before or after"});
  f("batch", batch,
    {.says = "events that a consumer fetches, and commits, at once",
     .at_least = 1,
     .at_most = 1000000});
  f("fetch", fetch,
    {.says = "long polling of a topic with partitions; who waits is given the first event else"});
  f("concurrency", concurrency,
    {.says = "events of one batch that are worked on at once", .at_least = 1, .at_most = 100000});
  f("attempts", attempts,
    {.says = "tries to process an event before it is given up; without end else", .at_least = 1});
  f("retry_after", retry_after,
    {.says = "of retry topics: an event that failed waits so long there, without holding up those "
             "behind it; the last delay stands for all further ones"});
  f("dead_letter", dead_letter,
    {.says = "whether an event that is given up is put aside; it is dropped else"});
  f("remembers", remembers,
    {.says = "of an idempotent consumer: ids of events it remembers, so that one it had is passed "
             "over",
     .at_least = 1,
     .at_most = 1e8});
  f("ordered", ordered, {.says = "demands that events about one key are processed in order"});
  f("back_pressure", back_pressure,
    {.says = "publishers wait while the group has so many events before it", .at_least = 1});
  f("assignment", assignment, {.says = "which consumer gets which partitions"});
  f("session", session,
    {.says = "after which time of silence a consumer loses its partitions", .at_least = 0});
  f("rebalance", rebalance,
    {.says = "how long partitions that are given out anew stand still", .at_least = 0});
  f("scaling", scaling, {.says = "how many consumers there are, by how far they are behind"});
  if (!f.sound()) return;
  const auto tell = [&](const char* field, const char* message) {
    f.problems().add(f.place_of(field), message);
  };
  if (concurrency > batch) tell("concurrency", "more at once than a consumer fetches (\"batch\")");
  if (fetch && fetch->events.value_or(0) > batch)
    tell("fetch", "it waits for more events than a consumer fetches (\"batch\")");
  if (delivery == Delivery::at_most_once && (attempts || !retry_after.empty()))
    tell(attempts ? "attempts" : "retry_after",
         "at_most_once tries no event twice: it was committed before");
  if (delivery == Delivery::effectively_once && batch > 1)
    tell("batch", "effectively_once commits each event by itself");
  if (ordered && concurrency > 1) tell("ordered", "order is lost by \"concurrency\"");
  if (ordered && !retry_after.empty()) tell("ordered", "order is lost by \"retry_after\"");
  if (!dead_letter && !attempts)
    f.problems().warn(f.place_of("dead_letter"),
                      "it has no effect: no event is given up without \"attempts\"");
  if (scaling && (consumers < scaling->least || consumers > scaling->most))
    tell("scaling", "\"consumers\" does not lie between \"min\" and \"max\"");
}

}  // namespace faultline
