#include "models/world/world.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "models/scenario/scenario_parts.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"
#include "sim/language/problems.hpp"
#include "sim/language/units.hpp"

namespace faultline {

World::~World() {
  books_.close();
  end_what_is_under_way();
}

/// Once the books are closed. What is recorded of it is for how long it was.
void World::end_what_is_under_way() {
  requests_.clear();
  background_.clear();
  while (!zombies_.empty()) zombies_.clear();
}

void World::begin() {
  if (std::exchange(begun_, true)) return;
  start(scenario_.workload->run(client_, streams_, frame_.length), background_);
  start(sample_levels(std::chrono::seconds(1)), background_);
  if (!subscriptions_.empty()) start(sample_lags(std::chrono::seconds(1)), background_);
}

void World::run() {
  begin();
  if (network_.flows() || scenario_.cpu == CpuMode::shared)
    platform_.run(frame_.end);
  else
    calendar_.run_until(frame_.end);
  if (calendar_.halted()) throw ScenarioError(why_halted());
  close_books();
}

std::string World::why_halted() const {
  const auto& names = books_.suspects();
  return fmt::format(
      "the simulation makes no progress at {}: something repeats without taking time{}{}; give it "
      "a duration (work, a pause before a retry, a delay)",
      in_words(calendar_.now() - start_of_run), names.empty() ? "" : ", by ",
      fmt::join(names, ", "));
}

void World::close_books() {
  for (std::uint32_t i = 0; i < frame_.topics.size(); ++i)
    books_.topic(topics_.at(frame_.topics[i]).record(i));
  for (std::uint32_t i = 0; i < frame_.subscriptions.size(); ++i)
    books_.subscription(subscriptions_.at(frame_.subscriptions[i].name)->record(i));
  if (spans_) find_what_waits();
  transactions_.close();
  books_.close();
  end_what_is_under_way();
}

Service& World::service_of(const std::string& operation) {
  return parts_.at(service_in(operation));
}

const Operation& World::operation(const std::string& name) const { return operations_.at(name); }

const Distribution& World::cache_time(const std::string& name) const {
  return *find_entry(scenario_.caches, name)->value.time;
}

const Distribution& World::append_time(const std::string& topic) const {
  return *find_entry(design_.topics, topic)->value.append;
}

std::uint32_t World::effect(const std::string& name) const {
  return static_cast<std::uint32_t>(index_among(scenario_.transaction.effects, name));
}

std::uint32_t World::request_class(const std::string& name) const {
  const auto& classes = scenario_.workload->classes();
  return static_cast<std::uint32_t>(find_entry(classes, name) - classes.data());
}

/// Services of which this design reaches an operation.
std::set<std::string> World::asked() const {
  std::set<std::string> asked;
  for (const auto& operation : frame_.operations) asked.insert(service_in(operation));
  return asked;
}

Task<void> World::sample_levels(Duration every) {
  std::vector<Duration> used(frame_.parts.size());
  const auto asked = this->asked();
  std::vector<Service*> parts;
  for (const auto& part : measured_parts(scenario_, design_))
    parts.push_back(&parts_.at(part.name));
  if (spans_) sample_parts();
  for (;;) {
    co_await calendar_.delay(every);
    if (spans_) look_for_exhaustion();
    if (spans_) sample_parts();
    std::uint32_t part = 0;
    const auto level = [&](auto& queue) {
      return LevelRecord{part++, calendar_.now(), queue.waiting(), queue.take_most_waiting()};
    };
    const auto level_of = [&](auto& queue, Service& service) {
      auto record = level(queue);
      const auto so_far = from_nanoseconds(service.used());
      record.used = so_far - std::exchange(used[record.part], so_far);
      record.offered = service.running() * every;
      return record;
    };
    for (auto* nodes : parts) {
      const auto store = stores_.find(nodes->name());
      auto record =
          store == stores_.end() ? level_of(*nodes, *nodes) : level_of(store->second, *nodes);
      if (asked.contains(nodes->name())) record.running = nodes->running();
      books_.level(record);
    }
    for (const auto& group : frame_.subscriptions) {
      auto& subscription = *subscriptions_.at(group.name);
      auto record = level(subscription);
      const auto so_far = subscription.used();
      record.used = so_far - std::exchange(used[record.part], so_far);
      record.offered = subscription.threads() * every;
      record.most_behind = std::max(record.most_waiting, subscription.take_most_open());
      record.consumers = subscription.running();
      books_.level(record);
    }
    if (look_) look_();
  }
}

/// At one instant of each span, uniform in it.
Task<void> World::sample_lags(Duration every) {
  const auto instants = streams_.named("instants at which lag is sampled");
  for (std::uint64_t span = 0;; ++span) {
    const auto begins = start_of_run + static_cast<std::int64_t>(span) * every;
    const auto within = instants.draw(span).uniform() * static_cast<double>(every.count());
    co_await calendar_.delay(begins + from_nanoseconds(within) - calendar_.now());
    for (std::uint32_t i = 0; i < frame_.subscriptions.size(); ++i) {
      const auto& subscription = *subscriptions_.at(frame_.subscriptions[i].name);
      books_.lag({i, calendar_.now(), subscription.lag()});
    }
  }
}

}  // namespace faultline
