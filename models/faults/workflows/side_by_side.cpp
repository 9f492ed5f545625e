#include "models/faults/workflows/workflow.hpp"

namespace faultline {

namespace {

class SideBySide final : public WorkflowStep {
 protected:
  void declare(Fields& f) override {
    f("parallel", branches_, {.says = "steps that all begin at once", .required = true});
    if (f.sound() && branches_.empty()) f.problems().add(f.place_of("parallel"), "it has no steps");
  }
  Time begin(WorkflowLayout& layout, Time from) override {
    return layout.side_by_side(branches_, from);
  }

 private:
  WorkflowSteps branches_;
};

}  // namespace

Kind<WorkflowStep> side_by_side() {
  return kind<WorkflowStep, SideBySide>(
      "parallel", "All steps begin at once; it ends when the last of them has ended.");
}

}  // namespace faultline
