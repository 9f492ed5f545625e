#include "lab/schedule/schedule.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "lab/advice/draft.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/json.hpp"
#include "models/faults/plan.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/structure/targets.hpp"

namespace faultline {

namespace {

/// What is hit, by beginning and end.
using OfFault = std::map<std::pair<Time, Time>, std::set<std::string>>;

/// As one of the scenario's faults that strikes at these times.
Node fault_node(const Fault& fault, Node times) {
  auto node = *fault.written_as();
  const auto [from, to] = fault.spans().front();
  set(node, "at", text_value(written(from - start_of_run)));
  if (to != end_of_time) set(node, "for", text_value(written(to - from)));
  set(node, "when", std::move(times));
  return node;
}

bool is_of_monkey(const Fault& fault) {
  return fault.recurrence() && fault.recurrence()->share().monkey;
}

/// Who has a role is not known before the run.
Node time_node(const ScheduledStrike& strike, bool knows_whom) {
  auto node = object_with("at", written(strike.when.from - start_of_run));
  set(node, "lasts", text_value(written(strike.when.to - strike.when.from)));
  if (!knows_whom) return node;
  Node hits;
  hits.form = Node::Form::list;
  for (const auto& hit : strike.hits) hits.items.push_back(text_value(hit));
  set(node, "hits", std::move(hits));
  return node;
}

/// What only a run can tell: the condition, and all that can be hit.
void add_conditional(const Scenario& scenario, Grid& grid) {
  for (const auto& fault : scenario.faults) {
    const auto trigger = fault->recurrence() ? fault->recurrence()->trigger() : std::nullopt;
    if (!trigger) continue;
    const auto ends = trigger->ends ? "until " + trigger->ends->in_words()
                                    : std::string(trigger->lasts ? "a time of its own" : "as long");
    grid.add({fault->name(),
              {{"when " + trigger->begins->in_words(), ""}, {ends, ""}},
              fault->target().in_words()});
  }
}

/// The faults of the monkey stand among the others, behind them.
void write_out_monkey(const Scenario& scenario, std::vector<Node>& times, Node& root) {
  if (std::erase_if(root.members, [](const Member& own) { return own.key == "monkey"; }) == 0)
    return;
  if (!root.find("faults")) root.members.push_back({"faults", {}, {}});
  auto& faults = *root.find("faults");
  faults.form = Node::Form::list;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!is_of_monkey(*scenario.faults[i])) continue;
    times[i].form = Node::Form::list;
    Node when;
    when.form = Node::Form::object;
    set(when, "times", std::move(times[i]));
    times[i] = {};
    faults.items.push_back(fault_node(*scenario.faults[i], std::move(when)));
  }
}

/// "28.513 s"; in a run of hours or days as a clock shows it: "7:55:23.313", "1 d 11:06:00.336".
std::string shown(Duration span, bool as_clock) {
  if (!as_clock) return fmt::format("{:.3f} s", seconds(span));
  using namespace std::chrono_literals;
  const auto days = span / 24h;
  const auto text =
      fmt::format("{}:{:02}:{:06.3f}", span / 1h % 24, span / 1min % 60, seconds(span % 1min));
  return days == 0 ? text : fmt::format("{} d {:0>12}", days, text);
}

/// Whether it is not told by its fields alone when it strikes and whom.
bool is_drawn(const Fault& fault) {
  if (!fault.at()) return false;  // a workflow says when
  if (fault.recurrence() && fault.recurrence()->trigger()) return false;
  return fault.recurrence() || fault.target().draws();
}

}  // namespace

std::vector<ScheduledStrike> schedule_of(const Experiment& experiment, std::uint64_t replication) {
  const auto& scenario = experiment.scenario;
  const Streams streams{experiment.seed(), replication};
  std::vector<OfFault> merged(scenario.faults.size());
  for (const auto& name : experiment.designs) {
    const auto targets = targets_of(scenario, find_entry(scenario.designs, name)->value);
    const auto plan = plan_of(scenario.faults, targets, streams, frame_of(scenario, name).end);
    for (std::size_t i = 0; i < plan.size(); ++i)
      for (const auto& [when, struck, by_role] : plan[i]) {
        auto& hits = merged[i][{when.from, when.to}];
        if (by_role) hits.insert(scenario.faults[i]->target().in_words() + " then");
        if (by_role) continue;
        for (const auto index : struck) hits.insert(targets[i][index].name());
      }
  }
  std::vector<ScheduledStrike> all;
  for (std::size_t i = 0; i < merged.size(); ++i)
    for (const auto& [when, hits] : merged[i])
      all.push_back({i, {when.first, when.second}, {hits.begin(), hits.end()}});
  std::ranges::stable_sort(all, {}, [](const ScheduledStrike& one) { return one.when.from; });
  return all;
}

std::string schedule_table(const Experiment& experiment, std::uint64_t replication) {
  const bool as_clock = experiment.scenario.run.length > std::chrono::hours(1);
  Grid grid;
  grid.add({"fault", {{"begins", ""}, {"lasts", ""}}, "hits"});
  for (const auto& [fault, when, hits] : schedule_of(experiment, replication)) {
    const auto lasts = when.to == end_of_time ? "to the end" : shown(when.to - when.from, as_clock);
    grid.add({experiment.scenario.faults[fault]->name(),
              {{shown(when.from - start_of_run, as_clock), ""}, {lasts, ""}},
              fmt::format("{}", fmt::join(hits, ", "))});
  }
  add_conditional(experiment.scenario, grid);
  return grid.text();
}

std::string explicit_scenario(const Experiment& experiment, std::uint64_t replication) {
  const auto& scenario = experiment.scenario;
  std::vector<Node> times(scenario.faults.size());
  for (const auto& strike : schedule_of(experiment, replication))
    if (!strike.hits.empty())
      times[strike.fault].items.push_back(
          time_node(strike, scenario.faults[strike.fault]->target().role() == Role::none));
  auto root = experiment.document.root;
  write_out_monkey(scenario, times, root);
  for (auto& [key, place, value] : root.members) {
    if (key != "faults") continue;
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (!is_drawn(*scenario.faults[i]) || times[i].items.empty()) continue;
      times[i].form = Node::Form::list;
      Node when;
      when.form = Node::Form::object;
      set(when, "times", std::move(times[i]));
      set(value.items[i], "when", std::move(when));
    }
  }
  return to_text(to_json(root));
}

}  // namespace faultline
