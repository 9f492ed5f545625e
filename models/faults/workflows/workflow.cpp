#include "models/faults/workflows/workflow.hpp"

namespace faultline {

void WorkflowStep::fields(Fields& f) {
  declare(f);
  f("deadline", deadline_,
    {.says = "time after which all of it ends; what would begin later is an error",
     .positive = true});
  if (f.reading()) place_ = f.place();
}

Time WorkflowStep::lay_out(WorkflowLayout& layout, Time from) {
  const auto outside = deadline_ ? layout.until(from + *deadline_) : layout.latest();
  const auto ends = std::min(begin(layout, from), layout.latest());
  layout.restore(outside);
  return ends;
}

void Workflow::fields(Fields& f) {
  f("at", at, {.says = "when it begins; by default another workflow runs it", .at_least = 0});
  f("serial", serial, {.says = "its steps, one after the other"});
  f("parallel", parallel, {.says = "or its steps, all of which begin at once"});
  f("deadline", deadline, {.says = "time after which all of it ends", .positive = true});
  if (!f.sound()) return;
  if (serial.has_value() == parallel.has_value())
    f.problems().add(f.place(), "a workflow needs either \"serial\" or \"parallel\"");
  else if ((serial ? serial : parallel)->empty())
    f.problems().add(f.place_of(serial ? "serial" : "parallel"), "it has no steps");
}

}  // namespace faultline
