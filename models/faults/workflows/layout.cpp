#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "models/faults/workflows/workflow.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

WorkflowLayout::WorkflowLayout(Table<Workflow>& workflows, Faults& faults, Time length,
                               Problems& problems)
    : workflows_(workflows),
      faults_(faults),
      named_(faults.size()),
      length_(length),
      problems_(problems) {}

void WorkflowLayout::lay_out_all() {
  for (auto& workflow : workflows_) {
    if (fault_named(workflow.name))
      problems_.add(workflow.place, fmt::format("a fault has the name \"{}\", too", workflow.name));
    if (!workflow.value.at) continue;
    const Time from{*workflow.value.at};
    if (from >= length_ && length_ > start_of_run)
      problems_.add(workflow.place,
                    fmt::format("\"{}\" starts after the end of the run", workflow.name));
    else
      lay_out(workflow, from);
  }
  for (const auto& workflow : workflows_)
    if (!workflow.value.at && !among(was_run_, workflow.name) && !problems_.told_at(workflow.place))
      problems_.add(workflow.place,
                    fmt::format("\"{}\" never begins: it has no \"at\", and no workflow that "
                                "begins runs it",
                                workflow.name));
}

Time WorkflowLayout::lay_out(Entry<Workflow>& workflow, Time from) {
  const auto& own = workflow.value;
  path_.push_back(workflow.name);
  const auto outside = own.deadline ? until(from + *own.deadline) : latest_;
  auto ends = from;
  if (own.serial) ends = in_sequence(*own.serial, from);
  if (own.parallel) ends = side_by_side(*own.parallel, from);
  ends = std::min(ends, latest_);
  restore(outside);
  path_.pop_back();
  spans_.push_back({workflow.name, {from, ends}});
  return ends;
}

Time WorkflowLayout::in_sequence(const WorkflowSteps& steps, Time from) {
  ++sequences_;
  for (const auto& step : steps) from = std::min(step->lay_out(*this, from), length_);
  --sequences_;
  return from;
}

Time WorkflowLayout::side_by_side(const WorkflowSteps& steps, Time from) {
  auto last = from;
  for (const auto& step : steps) last = std::max(last, step->lay_out(*this, from));
  return last;
}

/// It lasts for its `for`, and not beyond the deadlines around it.
Time WorkflowLayout::strike(Fault& fault, Time from) {
  if (from >= latest_) {
    problems_.add(fault.named().place,
                  fmt::format("\"{}\" never begins: the deadline around it has passed by {}",
                              fault.name(), written(from - start_of_run)));
    return from;
  }
  const auto ends = fault.lasts() ? std::min(from + *fault.lasts(), latest_) : latest_;
  if (ends == end_of_time && sequences_ > 0)
    problems_.add(fault.named().place,
                  fmt::format("\"{}\" never ends, so that \"serial\" cannot go on: give it \"for\" "
                              "or a \"deadline\"",
                              fault.name()));
  fault.strike_in({from, ends});
  return ends;
}

Time WorkflowLayout::run(const Reference& name, Time from) {
  if (name.name.empty() || problems_.told_at(name.place)) return from;
  if (among(path_, name.name)) return tell_circle(name), from;
  if (++runs_ > most_runs) {
    if (runs_ == most_runs + 1)
      problems_.add(name.place, fmt::format("workflows run more than {} things", most_runs));
    return from;
  }
  if (auto* fault = fault_named(name.name)) {
    if (fault->at())
      problems_.add(name.place, fmt::format("\"{}\" has an \"at\" of its own: a fault that a "
                                            "workflow runs begins when its turn comes",
                                            name.name));
    return strike(*fault, from);
  }
  if (auto* workflow = workflows_.find(name.name)) {
    was_run_.push_back(name.name);
    return lay_out(*workflow, from);
  }
  auto legal = names_in(workflows_);
  for (std::size_t i = 0; i < named_; ++i) legal.push_back(faults_[i]->name());
  problems_.add(name.place, not_among("fault or workflow", name.name, legal));
  return from;
}

Fault* WorkflowLayout::fault_named(const std::string& name) {
  for (std::size_t i = 0; i < named_; ++i)
    if (faults_[i]->name() == name) return faults_[i].get();
  return nullptr;
}

void WorkflowLayout::tell_circle(const Reference& name) {
  const auto from = std::ranges::find(path_, name.name);
  problems_.add(name.place, fmt::format("workflows run each other in a circle: {} -> {}",
                                        fmt::join(from, path_.end(), " -> "), name.name));
}

}  // namespace faultline
