#include "models/faults/workflows/workflow.hpp"

namespace faultline {

Kind<WorkflowStep> serial();
Kind<WorkflowStep> side_by_side();
Kind<WorkflowStep> suspend();
Kind<WorkflowStep> leaf();
Kind<WorkflowStep> run_by_name();

template <>
const std::vector<Kind<WorkflowStep>>& kinds_of<WorkflowStep>() {
  static const std::vector<Kind<WorkflowStep>> table{serial(), side_by_side(), suspend(), leaf(),
                                                     run_by_name()};
  return table;
}

}  // namespace faultline
