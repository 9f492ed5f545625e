#include "models/faults/injector.hpp"

#include <algorithm>

namespace faultline {

namespace {

constexpr int ramp_steps = 20;

/// How long its strength grows and fades: shorter in proportion where it lasts for less than both.
std::pair<Duration, Duration> ramps_within(const Fault& fault, const Occurrence& when) {
  const auto both = fault.ramp_up() + fault.ramp_down();
  const auto whole = when.to - when.from;
  if (when.to == end_of_time || both <= whole) return {fault.ramp_up(), fault.ramp_down()};
  const auto share = static_cast<double>(whole.count()) / static_cast<double>(both.count());
  const auto up = from_nanoseconds(share * static_cast<double>(fault.ramp_up().count()));
  return {up, fault.ramp_down() > Duration::zero() ? whole - up : Duration::zero()};
}

}  // namespace

void Injector::schedule(Fault& fault, std::vector<Strike> strikes) {
  if (!fault.graded())
    for (const auto& strike : strikes)
      for (auto* instance : strike.targets) instance->expect_faults();
  scheduled_.push_back({&fault, std::move(strikes)});
}

void Injector::go() {
  if (scheduled_.size() <= most_pending) {
    for (auto& one : scheduled_) start(inject_each(std::move(one)), group_);
  } else {
    std::vector<Turn> turns;
    for (auto& [fault, strikes] : scheduled_)
      for (auto& strike : strikes) turns.push_back({fault, std::move(strike)});
    std::ranges::stable_sort(turns, {}, [](const Turn& turn) { return turn.strike.when.from; });
    start(inject_in_turn(std::move(turns)), group_);
  }
  scheduled_.clear();
}

/// Only the next one stands in the calendar: many would make every event cost more.
Task<void> Injector::inject_each(Scheduled scheduled) {
  for (auto& one : scheduled.strikes) {
    co_await calendar_.delay(one.when.from - calendar_.now());
    strike(*scheduled.fault, std::move(one));
  }
}

/// The same for very many faults together.
Task<void> Injector::inject_in_turn(std::vector<Turn> turns) {
  for (auto& [fault, one] : turns) {
    if (one.when.from > calendar_.now()) co_await calendar_.delay(one.when.from - calendar_.now());
    strike(*fault, std::move(one));
  }
}

void Injector::strike(Fault& fault, Strike strike) {
  auto& [when, targets, whom] = strike;
  start(inject(fault, when, whom ? whom() : std::move(targets)), group_);
}

Task<void> Injector::inject(Fault& fault, Occurrence when, std::vector<Instance*> targets) {
  if (stopped_) co_return;
  const auto strike = begin_scheduled(fault, targets);
  const auto [up, down] = ramps_within(fault, when);
  if (up > Duration::zero()) co_await ramp(fault, targets, up, true);
  if (stopped_ || when.to == end_of_time) co_return;
  const auto fades = when.to - down;
  co_await calendar_.delay(fades - calendar_.now());
  co_await fade(strike, down);
}

Task<void> Injector::strike(Fault& fault, std::vector<Instance*> targets, Task<void> lasts) {
  if (stopped_) co_return;
  const auto strike = begin_scheduled(fault, targets);
  if (fault.ramp_up() > Duration::zero()) co_await ramp(fault, targets, fault.ramp_up(), true);
  if (stopped_) co_return;
  co_await std::move(lasts);
  co_await fade(strike, fault.ramp_down());
}

auto Injector::begin_scheduled(Fault& fault, const std::vector<Instance*>& targets)
    -> Strikes::iterator {
  begin(fault, targets);
  return strikes_.insert(strikes_.end(), {&fault, targets});
}

/// Its end, after its strength has faded.
Task<void> Injector::fade(Strikes::iterator strike, Duration time) {
  if (stopped_) co_return;
  const auto [fault, targets] = *strike;
  if (time > Duration::zero()) co_await ramp(*fault, targets, time, false);
  if (stopped_) co_return;
  strikes_.erase(strike);
  end(*fault, targets);
}

bool Injector::is_under_way(const std::string& name) const {
  return std::ranges::any_of(strikes_, [&](const Begun& one) { return one.fault->name() == name; });
}

void Injector::stop() {
  stopped_ = true;
  for (const auto& [fault, targets] : strikes_) end(*fault, targets);
  strikes_.clear();
}

/// Step i of n has the strength (i + 1/2) / n, the mean of what it stands for.
Task<void> Injector::ramp(Fault& fault, const std::vector<Instance*>& targets, Duration time,
                          bool up) {
  for (int i = 0; i < ramp_steps; ++i) {
    const double along = (i + 0.5) / ramp_steps;
    for (auto* instance : targets) {
      fault.end(*instance);
      fault.begin_at(*instance, up ? along : 1 - along);
    }
    co_await calendar_.delay(time / ramp_steps);
    if (stopped_) co_return;
  }
  if (!up) co_return;
  for (auto* instance : targets) {
    fault.end(*instance);
    fault.begin(*instance);
  }
}

void Injector::begin(Fault& fault, const std::vector<Instance*>& targets) {
  ++under_way_;
  struck_.insert(struck_.end(), targets.begin(), targets.end());
  fault.strike(targets);
}

void Injector::end(Fault& fault, const std::vector<Instance*>& targets) {
  fault.let_go(targets);
  if (--under_way_ > 0) return;
  for (const auto* instance : struck_)
    check(instance->condition().healthy(), "a fault's end restores what its begin took");
  struck_.clear();
}

}  // namespace faultline
