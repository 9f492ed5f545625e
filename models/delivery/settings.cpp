#include "models/delivery/settings.hpp"

namespace faultline {

void TeamSettings::fields(Fields& f) {
  f("owns", owns, {.says = "the services that only this team changes", .required = true});
  f("changes", changes,
    {.says = "when it is asked for a change of one of them, drawn at random", .required = true});
  f("work", work, {.says = "how long a developer works on a change", .required = true});
  f("adapting", adapting,
    {.says = "how long a developer works on what another team's change asks of one of its "
             "services; as long as \"work\" by default"});
  f("developers", developers,
    {.says = "how many things it works on at once; others wait, first come, first served",
     .at_least = 1,
     .at_most = 1000});
  if (f.sound() && owns.empty())
    f.problems().add_unread(f.place_of("owns"), "\"owns\" holds no service");
}

void DeliverySettings::fields(Fields& f) {
  f("length", length, {.says = "when changes and measurement end", .positive = true});
  f("warmup", warmup, {.says = "what happens before this is not measured", .at_least = 0});
  f("teams", teams, {.says = "the teams, by name", .required = true});
  f("interface", interface,
    {.says = "probability that a change alters something that other services use, if its service "
             "has such a thing: a store, an operation, a contract",
     .at_least = 0,
     .at_most = 1});
  f("incompatible", incompatible,
    {.says = "probability that those who use it cannot go on as they are: only together can they "
             "be released",
     .at_least = 0,
     .at_most = 1});
  f("pipeline", pipeline, {.says = "how long build, tests and deployment take; 1h by default"});
  f("fails", fails,
    {.says = "probability that a change of one service is defective; a deployment with a defective "
             "change fails, and is rolled back",
     .at_least = 0,
     .at_most = 0.99});
  f("noticed_after", noticed_after,
    {.says = "how long after a deployment its failure is noticed; 1h by default"});
  f("restore", restore,
    {.says = "how long the rollback takes then; meanwhile nothing else is deployed to the same "
             "services; 1h by default"});
  f("fix", fix,
    {.says = "how long a developer works on a defective change; as long as \"work\" by default"});
  if (!f.reading()) return;
  for (auto* time : {&pipeline, &noticed_after, &restore})
    if (!*time) *time = always(std::chrono::hours(1));
  if (!f.sound()) return;
  if (teams.empty()) f.problems().add_unread(f.place_of("teams"), "\"teams\" holds no team");
  if (warmup >= length)
    f.problems().add(f.place_of("warmup"), "\"warmup\" leaves nothing of \"length\" to measure");
}

void ShippingSettings::fields(Fields& f) {
  f("train", train,
    {.says = "period of a release train: all that is ready when it leaves is released together; by "
             "default each change is released as soon as it is ready",
     .positive = true});
  f("repeat", repeat,
    {.says = "whether a train that was rolled back leaves again at once, without its defective "
             "changes; otherwise all of them wait for the next one"});
  if (f.reading()) place = f.place();
}

}  // namespace faultline
