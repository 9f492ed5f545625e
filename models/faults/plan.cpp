#include "models/faults/plan.hpp"

#include <algorithm>
#include <numeric>

#include "sim/language/among.hpp"

namespace faultline {

namespace {

struct Numbered {
  Occurrence when;
  std::uint64_t number;
};
using Occurrences = std::vector<Numbered>;

class Planner {
 public:
  Planner(const Faults& faults, const Targets& targets, const Streams& streams, Time end)
      : faults_(faults), targets_(targets), streams_(streams), end_(end), plan_(faults.size()) {
    for (std::size_t i = 0; i < faults_.size(); ++i) plan(i);
  }

  StrikePlan take() { return std::move(plan_); }

 private:
  void plan(std::size_t i) {
    if (!plan_[i].empty()) return;
    const auto& fault = *faults_[i];
    const auto draws = streams_.named("fault " + fault.name());
    if (fault.recurrence() && fault.recurrence()->each()) return plan_each(i, draws);
    for (const auto& [when, number] : occurrences(fault, draws))
      plan_[i].push_back({when, struck(i, draws, number), by_role(fault, number)});
  }

  std::vector<std::size_t> struck(std::size_t i, const Stream& draws, std::uint64_t number) const {
    const auto& fault = *faults_[i];
    const auto hits =
        fault.recurrence() ? fault.recurrence()->hits(number) : std::vector<Reference>();
    if (by_role(fault, number)) return all_of(i);
    if (hits.empty()) return fault.target().choose(targets_[i], draws, number);
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k < targets_[i].size(); ++k)
      if (std::ranges::any_of(hits,
                              [&](const Reference& hit) { return targets_[i][k].is(hit.name); }))
        found.push_back(k);
    return found;
  }

  /// Who has the role is known only in the run.
  static bool by_role(const Fault& fault, std::uint64_t number) {
    return fault.target().role() != Role::none &&
           (!fault.recurrence() || fault.recurrence()->hits(number).empty());
  }

  std::vector<std::size_t> all_of(std::size_t i) const {
    std::vector<std::size_t> all(targets_[i].size());
    std::iota(all.begin(), all.end(), 0);
    return all;
  }

  void plan_each(std::size_t i, const Stream& draws) {
    const auto& among = targets_[i];
    for (const auto chosen : faults_[i]->target().choose(among, draws, 0)) {
      const auto own =
          draws.with(Stream{bits_of(among[chosen].part)}).with(Stream{among[chosen].number + 1});
      for (const auto& [when, number] : recurring(*faults_[i], own))
        plan_[i].push_back({when, {chosen}});
    }
    std::ranges::stable_sort(plan_[i], {}, [](const PlannedStrike& s) { return s.when.from; });
  }

  Occurrences occurrences(const Fault& fault, const Stream& draws) {
    if (!fault.recurrence()) return {{{fault.starts(), fault.ends()}, 0}};
    if (const auto leader = fault.recurrence()->follows()) return following(fault, *leader, draws);
    return recurring(fault, draws);
  }

  /// What of it lies within the fault's time.
  Occurrences recurring(const Fault& fault, const Stream& draws) const {
    Occurrences found;
    const auto to = std::min(fault.ends(), end_);
    Recurrence::Course course{fault.starts(), {fault.starts(), fault.starts()}, 0};
    while (true) {
      course.last = fault.recurrence()->next(course, draws);
      if (course.last.from >= to) return found;
      if (ramps(fault) && !found.empty() && course.last.from < found.back().when.to) {
        ++course.number;
        continue;
      }
      add(found, {course.last, course.number++}, fault);
    }
  }

  Occurrences following(const Fault& fault, const Recurrence::Leader& leader, const Stream& draws) {
    Occurrences found;
    const auto first = index_among_faults(leader.fault.name);
    if (first == faults_.size()) return found;  // left out of this run, with what follows it
    plan(first);
    std::uint64_t time = 0;
    for (const auto& [when, struck, by_role] : plan_[first]) {
      const auto number = time++;
      auto draw = draws.draw(number);
      auto draw_of_length = draws.draw(number, 1);
      if (draw.uniform() >= leader.probability) continue;
      const auto from = when.from + leader.after;
      const auto to =
          leader.lasts ? from + leader.lasts->sample(draw_of_length) : from + (when.to - when.from);
      if (from >= fault.starts() && from < std::min(fault.ends(), end_))
        add(found, {{from, to}, number}, fault);
    }
    return found;
  }

  /// A strength that grows belongs to one strike alone: it does not begin again while it lasts.
  static bool ramps(const Fault& fault) {
    return fault.ramp_up() + fault.ramp_down() > Duration::zero();
  }

  static void add(Occurrences& found, Numbered one, const Fault& fault) {
    one.when.to = std::min(one.when.to, fault.ends());
    if (one.when.from < one.when.to) found.push_back(one);
  }

  std::size_t index_among_faults(const std::string& name) const {
    const auto found = std::ranges::find(faults_, name, [](const auto& f) { return f->name(); });
    return static_cast<std::size_t>(found - faults_.begin());
  }

  const Faults& faults_;
  const Targets& targets_;
  const Streams& streams_;
  Time end_;
  StrikePlan plan_;
};

}  // namespace

StrikePlan plan_of(const Faults& faults, const Targets& targets, const Streams& streams, Time end) {
  return Planner(faults, targets, streams, end).take();
}

}  // namespace faultline
