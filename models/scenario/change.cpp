#include "models/scenario/change.hpp"

namespace faultline {

void ChangeCondition::fields(Fields& f) {
  f("of", of,
    {.says = "the service, store or consuming operation that is observed", .required = true});
  f("queue_above", queue_above,
    {.says = "while more requests wait there; for an operation: while its lag is more events",
     .at_least = 0});
  f("utilisation_above", utilisation_above,
    {.says = "for a service or a store: while more than this share of its workers, connections or "
             "cores was busy in the last second",
     .at_least = 0,
     .at_most = 1});
  f("lag_above", lag_above,
    {.says = "for an operation: while the oldest unprocessed event is older than this",
     .at_least = 0});
  f("for", lasting,
    {.says = "for how long the condition must hold; it is checked every second", .at_least = 0});
  if (!f.sound()) return;
  const auto given =
      queue_above.has_value() + utilisation_above.has_value() + lag_above.has_value();
  if (given != 1)
    f.problems().add(f.place(),
                     "a condition has one of \"queue_above\", \"utilisation_above\" and "
                     "\"lag_above\"");
}

void AbortSettings::fields(Fields& f) {
  f("when", when,
    {.says = "the condition under which all faults are rolled back and none begins any more",
     .required = true});
  if (f.reading()) place = f.place();
}

void Change::fields(Fields& f) {
  f("name", name, {.says = "its name in the output and in `expect`", .required = true});
  f("set", set,
    {.says = "path of the setting, as in --set: \"services.payment.workers\"", .required = true});
  f("to", to, {.says = "the new value", .required = true});
  f("at", at, {.says = "when the setting changes", .at_least = 0});
  f("when", when, {.says = "or the condition under which it changes"});
  f("over", over,
    {.says = "for a number: duration of the transition, in a hundred equal steps, both to the new "
             "value and back; at once by default",
     .at_least = 0});
  f("for", lasts,
    {.says = "time after which the old value returns; never by default", .positive = true});
  if (f.sound() && at.has_value() == when.has_value())
    f.problems().add(f.place(), "a change needs either \"at\" or \"when\"");
}

}  // namespace faultline
