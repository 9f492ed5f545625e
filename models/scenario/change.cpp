#include "models/scenario/change.hpp"

namespace faultline {

void ChangeCondition::fields(Fields& f) {
  f("of", of, {.says = "the service, the store or the consuming operation", .required = true});
  f("queue_above", queue_above,
    {.says = "while more wait there; of an operation: while more events are behind",
     .at_least = 0});
  f("utilisation_above", utilisation_above,
    {.says = "of a service or a store: while a greater share of its workers, connections or cores "
             "was in use, in the last second",
     .at_least = 0,
     .at_most = 1});
  f("lag_above", lag_above,
    {.says = "of an operation: while the oldest event that it has not processed is older",
     .at_least = 0});
  f("for", lasting, {.says = "for how long that has to be so, seen each second", .at_least = 0});
  if (!f.sound()) return;
  const auto given =
      queue_above.has_value() + utilisation_above.has_value() + lag_above.has_value();
  if (given != 1)
    f.problems().add(f.place(),
                     "a condition has one of \"queue_above\", \"utilisation_above\" and "
                     "\"lag_above\"");
}

void Change::fields(Fields& f) {
  f("name", name, {.says = "how the output and `expect` call it", .required = true});
  f("set", set,
    {.says = "the setting, by its path as behind --set: \"services.payment.workers\"",
     .required = true});
  f("to", to, {.says = "its new value", .required = true});
  f("at", at, {.says = "when it is changed", .at_least = 0});
  f("when", when, {.says = "or what has to be so for it to be changed"});
  f("over", over,
    {.says = "how long it takes to become the new value, in a hundred equal steps, and to become "
             "the old one again; of what is a number; at once by default",
     .at_least = 0});
  f("for", lasts,
    {.says = "after which time it becomes the old one again; never by default", .positive = true});
  if (f.sound() && at.has_value() == when.has_value())
    f.problems().add(f.place(), "a change is made \"at\" an instant or \"when\" something is so");
}

}  // namespace faultline
