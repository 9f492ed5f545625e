#include <algorithm>

#include "models/world/world.hpp"

/// The faults that strike while a condition holds: when, and whom, only the run can tell.
namespace faultline {

void World::schedule_conditional_fault(std::size_t i) {
  auto& fault = *scenario_.faults[i];
  std::vector<Instance*> all;
  for (const auto& target : targets_[i])
    if (auto* instance = instance_of(target)) all.push_back(instance);
  if (all.empty()) return;
  if (!fault.graded())
    for (auto* instance : all) instance->expect_faults();
  const auto trigger = *fault.recurrence()->trigger();
  Conditions conditions{.begins = condition_of(*trigger.begins)};
  if (trigger.ends) conditions.ends = condition_of(*trigger.ends);
  start(strike_when_met(i, std::move(conditions)), background_);
}

Task<void> World::strike_when_met(std::size_t i, Conditions conditions) {
  const auto& fault = *scenario_.faults[i];
  const auto lasting = fault.recurrence()->trigger()->begins->lasting();
  const auto spans = fault.spans();
  std::uint64_t number = 0;
  for (const auto& [from, to] : spans) {
    const auto latest = std::min(to, frame_.length);
    if (from > calendar_.now()) co_await calendar_.delay(from - calendar_.now());
    for (;;) {
      co_await changer_.until(conditions.begins, lasting, latest);
      if (calendar_.now() >= latest) break;
      if (injector_.stopped()) co_return;
      co_await strike_once(i, conditions, {number++, to});
    }
  }
}

Task<void> World::strike_once(std::size_t i, const Conditions& conditions, NextStrike next) {
  auto& fault = *scenario_.faults[i];
  auto instances = struck_now(i, next.number);
  begin_strike(i, instances);
  auto ends = until_it_ends(fault, conditions, next);
  co_await injector_.strike(fault, std::move(instances), std::move(ends));
  if (!injector_.stopped()) end_strike(i);
}

std::vector<Instance*> World::struck_now(std::size_t i, std::uint64_t number) {
  const auto& fault = *scenario_.faults[i];
  if (fault.target().role() != Role::none) return holders(i);
  const auto draws = streams_.named("fault " + fault.name());
  return instances_at(i, fault.target().choose(targets_[i], draws, number));
}

Task<void> World::until_it_ends(const Fault& fault, const Conditions& conditions, NextStrike next) {
  const auto trigger = *fault.recurrence()->trigger();
  const auto latest = next.latest == end_of_time ? end_of_time : next.latest - fault.ramp_down();
  if (latest <= calendar_.now()) co_return;
  if (trigger.lasts) {
    auto draw = streams_.named("fault " + fault.name()).draw(next.number, 1);
    co_await calendar_.delay(std::min(trigger.lasts->sample(draw), latest - calendar_.now()));
  } else if (conditions.ends) {
    co_await changer_.until(conditions.ends, trigger.ends->lasting(), latest);
  } else {
    const auto& holds = conditions.begins;
    co_await changer_.until([&holds] { return !holds(); }, Duration::zero(), latest);
  }
}

void World::begin_strike(std::size_t i, const std::vector<Instance*>& struck) {
  striking_.insert(i);
  books_.strike(i, true);
  if (!spans_) return;
  std::vector<std::uint16_t> places;
  for (const auto& target : targets_[i])
    if (std::ranges::find(struck, instance_of(target)) != struck.end())
      for (const auto place : places_of_part(target.part)) places.push_back(place);
  spans_->causes().begin_strike(static_cast<std::uint16_t>(i), places);
}

void World::end_strike(std::size_t i) {
  striking_.erase(i);
  books_.strike(i, false);
  if (spans_) spans_->causes().end_strike(static_cast<std::uint16_t>(i));
}

}  // namespace faultline
