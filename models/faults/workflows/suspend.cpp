#include <fmt/format.h>

#include "models/faults/workflows/workflow.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

class Suspend final : public WorkflowStep {
 protected:
  void declare(Fields& f) override {
    f("suspend", time_,
      {.says = "for how long nothing begins", .positive = true, .required = true});
  }
  Time begin(WorkflowLayout& layout, Time from) override {
    const auto ends = std::min(from + time_, layout.latest());
    if (ends >= layout.length())
      layout.problems().add(place(), fmt::format("it is suspended until {}, and the run ends at {}",
                                                 written(ends - start_of_run),
                                                 written(layout.length() - start_of_run)));
    return ends;
  }

 private:
  Duration time_{};
};

}  // namespace

Kind<WorkflowStep> suspend() {
  return kind<WorkflowStep, Suspend>("suspend", "Nothing begins for a time.");
}

}  // namespace faultline
