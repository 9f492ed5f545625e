#include "models/scenario/selection.hpp"

namespace faultline {

void RequestSelection::declare(Fields& f) {
  f("before", before, {.says = "only requests that arrive before this fault, change or release"});
  f("during", during, {.says = "only requests that arrive during this fault, change or release"});
  f("after", after, {.says = "only requests that arrive after this fault, change or release"});
  f("class", request_class, {.says = "only requests of this class"});
}

void RequestSelection::check(Fields& f) const {
  if (int{before.has_value()} + int{during.has_value()} + int{after.has_value()} > 1)
    f.problems().add(f.place(), "only one of \"before\", \"during\" and \"after\" can be given");
}

}  // namespace faultline
