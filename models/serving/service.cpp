#include "models/serving/service.hpp"

#include <algorithm>

namespace faultline {

Instance& Service::add_instance(HostId host, const Capacity& capacity, Stream errors) {
  const auto number = static_cast<std::uint32_t>(instances_.size());
  instances_.push_back(std::make_unique<Instance>(network_, books_, zombies_, host, capacity));
  standings_.push_back(std::make_unique<Standing>());
  auto& instance = *instances_.back();
  instance.draw_errors_from(errors);
  instance.join(*this, number);
  return instance;
}

void Service::balance(const Balancing& balancing) {
  balancing_ = balancing;
  pools_.assign(static_cast<std::size_t>(balancing.shards), Pool{});
  for (std::size_t i = 0; i < instances_.size(); ++i)
    pools_[i % pools_.size()].add(*instances_[i], *standings_[i]);
  for (auto& pool : pools_) pool.refresh();
}

void Service::eject_outliers(EjectionSettings settings, TaskGroup& group) {
  ejection_ = std::make_unique<Ejection>(*this, settings, group);
  for (auto& instance : instances_) instance->watch();
}

void Service::standing_changed(std::uint32_t number) {
  auto& standing = *standings_[number];
  if (standing.eligible()) standing.eligible_since = network_.calendar.now();
  if (!pools_.empty()) pools_[number % pools_.size()].refresh();
}

void Service::condition_changed(Instance& instance) {
  if (!balancing_.instant) return;
  standings_[instance.number()]->healthy = instance.up();
  standing_changed(instance.number());
}

void Service::saw(Instance& instance, Outcome outcome) {
  ejection_->saw(instance.number(), outcome);
}

Instance& Service::route(const Call& call, const Target& target) {
  if (target.chooser) return target.chooser->choose(call);
  if (routing_) return routing_->choose(call, target);
  auto& pool = pools_[shard_of(call)];
  const auto& choices = pool.choices();
  if (choices.size() == 1) return *choices.front().instance;
  auto draw = balancing_.stream.draw(call.transaction->id,
                                     nested_attempt(call.attempt, target.occurrence << 32));
  auto chosen = balancing_.balancer->choose(pool, call, draw);
  if (takes_its_share(*choices[chosen].standing, draw)) [[likely]]
    return *choices[chosen].instance;
  do {
    pool.leave_out(chosen);
    chosen = choices.size() == 1 ? 0 : balancing_.balancer->choose(pool, call, draw);
  } while (choices.size() > 1 && !takes_its_share(*choices[chosen].standing, draw));
  auto& instance = *choices[chosen].instance;
  pool.refresh();
  return instance;
}

/// Slow start: a time t after it became eligible an instance takes the share max(0.1, t / slow
/// start) of the requests that it would get; the others go where they would without it.
bool Service::takes_its_share(const Standing& standing, Draw& draw) const {
  const auto since = network_.calendar.now() - standing.eligible_since;
  if (since >= balancing_.slow_start || standing.eligible_since == start_of_run) return true;
  return draw.uniform() < std::max(0.1, seconds(since) / seconds(balancing_.slow_start));
}

std::int64_t Service::running() const {
  return std::ranges::count_if(standings_, [](const auto& standing) { return standing->running; });
}

double Service::used() {
  double sum = 0;
  for (auto& instance : instances_) sum += instance->used();
  return sum;
}

void Service::run_instance(std::uint32_t number) {
  instances_[number]->start_anew();
  standings_[number]->running = true;
  standing_changed(number);
}

void Service::stop_instance(std::uint32_t number) {
  standings_[number]->running = false;
  standing_changed(number);
}

std::int64_t Service::waiting() const {
  std::int64_t sum = 0;
  for (const auto& instance : instances_) sum += instance->workers().waiting();
  return sum;
}

std::int64_t Service::take_most_waiting() {
  std::int64_t sum = 0;
  for (auto& instance : instances_) sum += instance->workers().take_most_waiting();
  return sum;
}

}  // namespace faultline
