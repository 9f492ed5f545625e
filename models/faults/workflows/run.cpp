#include "models/faults/workflows/workflow.hpp"

namespace faultline {

namespace {

class Run final : public WorkflowStep {
 protected:
  void declare(Fields& f) override {
    f("run", name_,
      {.says = "name of a fault without \"at\", or of another workflow", .required = true});
  }
  Time begin(WorkflowLayout& layout, Time from) override { return layout.run(name_, from); }

 private:
  Reference name_;
};

}  // namespace

Kind<WorkflowStep> run_by_name() {
  return kind<WorkflowStep, Run>("run", "A fault or a workflow that has a name.");
}

}  // namespace faultline
