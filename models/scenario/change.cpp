#include "models/scenario/change.hpp"

namespace faultline {

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
  if (f.sound() && at.has_value() == (when != nullptr))
    f.problems().add(f.place(), "a change needs either \"at\" or \"when\"");
}

}  // namespace faultline
