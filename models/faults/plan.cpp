#include "models/faults/plan.hpp"

#include <algorithm>
#include <map>
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
    const auto spans = fault.spans();
    for (std::size_t k = 0; k < spans.size(); ++k) {
      const Course course{spans[k], k == 0 ? draws : draws.with(Stream{k}), std::uint64_t{k} << 32};
      if (fault.recurrence() && fault.recurrence()->each())
        plan_each(i, course);
      else
        for (const auto& [when, number] : occurrences(fault, course))
          plan_[i].push_back({when, struck(i, draws, number), by_role(fault, number)});
    }
    std::ranges::stable_sort(plan_[i], {}, [](const PlannedStrike& s) { return s.when.from; });
    const bool each = fault.recurrence() && fault.recurrence()->each();
    if (ramps(fault) && !each) leave_out_overlaps(plan_[i]);
  }

  static void leave_out_overlaps(std::vector<PlannedStrike>& strikes) {
    auto free = start_of_run;
    std::erase_if(strikes, [&](const PlannedStrike& one) {
      if (one.when.from < free) return true;
      free = one.when.to;
      return false;
    });
  }

  /// A time in which a fault can strike, and the number of the first strike in it.
  struct Course {
    Occurrence span;
    Stream draws;
    std::uint64_t first;
  };

  std::vector<std::size_t> struck(std::size_t i, const Stream& draws, std::uint64_t number) const {
    const auto& fault = *faults_[i];
    if (by_role(fault, number)) return all_of(i);
    const auto hits = hits_of(fault, number);
    if (hits.empty()) return fault.target().choose(targets_[i], draws, number);
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k < targets_[i].size(); ++k)
      if (std::ranges::any_of(hits,
                              [&](const Reference& hit) { return targets_[i][k].is(hit.name); }))
        found.push_back(k);
    return found;
  }

  /// Those that a recurrence names.
  static std::vector<Reference> hits_of(const Fault& fault, std::uint64_t number) {
    if (!fault.recurrence()) return {};
    return fault.recurrence()->hits(number & 0xffffffff);
  }

  /// Who has the role is known only in the run.
  static bool by_role(const Fault& fault, std::uint64_t number) {
    return fault.target().role() != Role::none && hits_of(fault, number).empty();
  }

  std::vector<std::size_t> all_of(std::size_t i) const {
    std::vector<std::size_t> all(targets_[i].size());
    std::iota(all.begin(), all.end(), 0);
    return all;
  }

  void plan_each(std::size_t i, const Course& course) {
    const auto& among = targets_[i];
    for (const auto chosen : faults_[i]->target().choose(among, course.draws, 0)) {
      auto own = course;
      own.draws = course.draws.with(Stream{bits_of(among[chosen].part)})
                      .with(Stream{among[chosen].number + 1});
      for (const auto& [when, number] : recurring(*faults_[i], own))
        plan_[i].push_back({when, {chosen}});
    }
  }

  Occurrences occurrences(const Fault& fault, const Course& course) {
    if (!fault.recurrence()) return {{course.span, course.first}};
    if (const auto leader = fault.recurrence()->follows()) return following(*leader, course);
    if (const auto share = fault.recurrence()->share(); share.monkey) return drawn_by(share);
    return recurring(fault, course);
  }

  /// What a monkey makes of its menu is drawn once for all of it.
  Occurrences drawn_by(const Recurrence::Share& share) {
    auto [known, fresh] = monkeys_.try_emplace(share.monkey);
    if (fresh) known->second = share.monkey->strikes(streams_, end_);
    Occurrences found;
    for (const auto& [entry, turn, when] : known->second)
      if (entry == share.entry) found.push_back({when, turn});
    return found;
  }

  /// What of it lies within the fault's time.
  Occurrences recurring(const Fault& fault, const Course& own) const {
    Occurrences found;
    const auto [from, to] = own.span;
    Recurrence::Course course{from, {from, from}, 0};
    while (true) {
      course.last = fault.recurrence()->next(course, own.draws);
      if (course.last.from >= std::min(to, end_)) return found;
      if (ramps(fault) && !found.empty() && course.last.from < found.back().when.to) {
        ++course.number;
        continue;
      }
      add(found, {course.last, own.first + course.number++}, to);
    }
  }

  Occurrences following(const Recurrence::Leader& leader, const Course& own) {
    Occurrences found;
    const auto first = index_among_faults(leader.fault.name);
    if (first == faults_.size()) return found;  // left out of this run, with what follows it
    plan(first);
    std::uint64_t time = 0;
    for (const auto& [when, struck, by_role] : plan_[first]) {
      const auto number = time++;
      auto draw = own.draws.draw(number);
      auto draw_of_length = own.draws.draw(number, 1);
      if (draw.uniform() >= leader.probability) continue;
      const auto from = when.from + leader.after;
      const auto to =
          leader.lasts ? from + leader.lasts->sample(draw_of_length) : from + (when.to - when.from);
      if (from >= own.span.from && from < std::min(own.span.to, end_))
        add(found, {{from, to}, own.first + number}, own.span.to);
    }
    return found;
  }

  /// A strength that grows belongs to one strike alone: it does not begin again while it lasts.
  static bool ramps(const Fault& fault) {
    return fault.ramp_up() + fault.ramp_down() > Duration::zero();
  }

  static void add(Occurrences& found, Numbered one, Time latest) {
    one.when.to = std::min(one.when.to, latest);
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
  std::map<const MonkeyCourse*, std::vector<MonkeyCourse::Strike>> monkeys_;
};

}  // namespace

StrikePlan plan_of(const Faults& faults, const Targets& targets, const Streams& streams, Time end) {
  return Planner(faults, targets, streams, end).take();
}

}  // namespace faultline
