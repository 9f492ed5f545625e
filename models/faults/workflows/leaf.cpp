#include "models/faults/workflows/workflow.hpp"
#include "models/faults/written_fault.hpp"

namespace faultline {

namespace {

/// The fault becomes one of the scenario when it is laid out for the first time.
class Leaf final : public WorkflowStep {
 protected:
  void declare(Fields& f) override {
    f("fault", read_, {.says = "a fault without \"at\"", .required = true});
    if (!f.reading() || !read_.fault) return;
    fault_ = read_.fault.get();
    if (fault_->at())
      f.problems().add(fault_->place_of_at(),
                       "a fault in a workflow begins when its turn comes: it has no \"at\"");
  }
  Time begin(WorkflowLayout& layout, Time from) override {
    if (read_.fault) layout.adopt(std::move(read_.fault));
    return fault_ ? layout.strike(*fault_, from) : from;
  }

 private:
  WrittenFault read_;
  Fault* fault_ = nullptr;  ///< null where it could not be read
};

}  // namespace

Kind<WorkflowStep> leaf() {
  return kind<WorkflowStep, Leaf>("fault", "A fault strikes for its time.");
}

}  // namespace faultline
