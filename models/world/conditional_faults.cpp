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
  auto& fault = *scenario_.faults[i];
  const auto trigger = *fault.recurrence()->trigger();
  const auto draws = streams_.named("fault " + fault.name());
  const auto latest = std::min(fault.ends(), frame_.length);
  co_await calendar_.delay(fault.starts() - calendar_.now());
  for (std::uint64_t number = 0;; ++number) {
    co_await changer_.until(conditions.begins, trigger.begins->lasting(), latest);
    if (calendar_.now() >= latest || injector_.stopped()) co_return;
    const auto struck = fault.target().choose(targets_[i], draws, number);
    begin_strike(i, struck);
    std::vector<Instance*> instances;
    for (const auto index : struck)
      if (auto* instance = instance_of(targets_[i][index])) instances.push_back(instance);
    auto length = draws.draw(number, 1);
    const auto lasts = trigger.lasts ? std::optional(trigger.lasts->sample(length)) : std::nullopt;
    co_await injector_.strike(fault, std::move(instances), until_it_ends(fault, conditions, lasts));
    if (injector_.stopped()) co_return;
    end_strike(i);
  }
}

Task<void> World::until_it_ends(const Fault& fault, const Conditions& conditions,
                                std::optional<Duration> lasts) {
  const auto trigger = *fault.recurrence()->trigger();
  const auto latest = fault.ends() == end_of_time ? end_of_time : fault.ends() - fault.ramp_down();
  if (latest <= calendar_.now()) co_return;
  if (lasts) {
    co_await calendar_.delay(std::min(*lasts, latest - calendar_.now()));
  } else if (conditions.ends) {
    co_await changer_.until(conditions.ends, trigger.ends->lasting(), latest);
  } else {
    const auto& holds = conditions.begins;
    co_await changer_.until([&holds] { return !holds(); }, Duration::zero(), latest);
  }
}

void World::begin_strike(std::size_t i, const std::vector<std::size_t>& struck) {
  striking_.insert(i);
  books_.strike(i, true);
  if (!spans_) return;
  std::vector<std::uint16_t> places;
  for (const auto index : struck)
    for (const auto place : places_of_part(targets_[i][index].part)) places.push_back(place);
  spans_->causes().begin_strike(static_cast<std::uint16_t>(i), places);
}

void World::end_strike(std::size_t i) {
  striking_.erase(i);
  books_.strike(i, false);
  if (spans_) spans_->causes().end_strike(static_cast<std::uint16_t>(i));
}

}  // namespace faultline
