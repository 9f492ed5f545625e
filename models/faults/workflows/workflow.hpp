#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/faults/fault.hpp"

namespace faultline {

class WorkflowLayout;

/// A step of a workflow: a fault, a time in which nothing begins, or further steps in sequence or
/// side by side. When each of them begins is known before the run.
class WorkflowStep {
 public:
  static constexpr auto called = "workflow step";
  static constexpr bool led_by_name = true;
  static constexpr auto short_kind = "run";
  static constexpr auto short_field = "run";

  virtual ~WorkflowStep() = default;
  void fields(Fields& f);

  /// Begins at `from`, and ends no later than its deadline. When it ends; end_of_time: never.
  Time lay_out(WorkflowLayout& layout, Time from);

 protected:
  virtual void declare(Fields& f) = 0;
  virtual Time begin(WorkflowLayout& layout, Time from) = 0;
  const Place& place() const { return place_; }

 private:
  std::optional<Duration> deadline_;
  Place place_;
};

template <>
const std::vector<Kind<WorkflowStep>>& kinds_of<WorkflowStep>();

using WorkflowSteps = std::vector<std::unique_ptr<WorkflowStep>>;

/// Steps that begin at an instant, or when another workflow runs them. The words are those of Chaos
/// Mesh.
struct Workflow {
  static constexpr auto called = "workflow";
  std::optional<Duration> at;
  std::optional<WorkflowSteps> serial;
  std::optional<WorkflowSteps> parallel;
  std::optional<Duration> deadline;
  void fields(Fields& f);
};

/// When the faults of all workflows strike. It takes the faults that stand in them.
class WorkflowLayout {
 public:
  /// The faults that can be run by their names; a run that ends at `length`.
  WorkflowLayout(Table<Workflow>& workflows, Faults& faults, Time length, Problems& problems);

  /// Lays out those that begin at an instant, and tells those that nobody runs.
  void lay_out_all();

  struct Span {
    std::string name;
    Occurrence when;
  };
  /// When each of them goes on, in the order of the file.
  const std::vector<Span>& spans() const { return spans_; }

  // What steps do:
  Time in_sequence(const WorkflowSteps& steps, Time from);
  Time side_by_side(const WorkflowSteps& steps, Time from);
  Time strike(Fault& fault, Time from);
  Time run(const Reference& name, Time from);
  void adopt(std::unique_ptr<Fault> fault) { faults_.push_back(std::move(fault)); }
  Problems& problems() { return problems_; }
  Time length() const { return length_; }
  /// Nothing of the present step goes on beyond that; `until` sets it and returns what it was.
  Time latest() const { return latest_; }
  Time until(Time latest) { return std::exchange(latest_, std::min(latest_, latest)); }
  void restore(Time latest) { latest_ = latest; }

 private:
  static constexpr std::size_t most_runs = 10000;

  Time lay_out(Entry<Workflow>& workflow, Time from);
  Fault* fault_named(const std::string& name);
  void tell_circle(const Reference& name);

  Table<Workflow>& workflows_;
  Faults& faults_;
  std::size_t named_;  ///< so many of the faults stand outside of workflows
  Time length_;
  Problems& problems_;
  Time latest_ = end_of_time;
  std::size_t runs_ = 0;           ///< that were asked for by name
  int sequences_ = 0;              ///< that the present step is in
  std::vector<std::string> path_;  ///< of workflows that run each other
  std::vector<std::string> was_run_;
  std::vector<Span> spans_;
};

}  // namespace faultline
