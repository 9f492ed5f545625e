#include "models/faults/workflows/workflow.hpp"

namespace faultline {

namespace {

class Serial final : public WorkflowStep {
 protected:
  void declare(Fields& f) override {
    f("serial", steps_, {.says = "steps, one after the other", .required = true});
    if (f.sound() && steps_.empty()) f.problems().add(f.place_of("serial"), "it has no steps");
  }
  Time begin(WorkflowLayout& layout, Time from) override {
    return layout.in_sequence(steps_, from);
  }

 private:
  WorkflowSteps steps_;
};

}  // namespace

Kind<WorkflowStep> serial() {
  return kind<WorkflowStep, Serial>("serial", "Each step begins when the one before it has ended.");
}

}  // namespace faultline
