#include "models/serving/service.hpp"

#include <algorithm>

#include "models/serving/tried.hpp"

namespace faultline {

Instance& Service::add_instance(HostId host, const Capacity& capacity, Stream errors) {
  const auto number = static_cast<std::uint32_t>(instances_.size());
  instances_.push_back(std::make_unique<Instance>(network_, books_, zombies_, host, capacity));
  standings_.push_back(std::make_unique<Standing>());
  auto& instance = *instances_.back();
  if (books_.spans()) instance.know_visits();
  instance.draw_errors_from(errors);
  instance.join(*this, number, place_);
  return instance;
}

void Service::balance(const Balancing& balancing) {
  balancing_ = balancing;
  const auto* balancer = balancing_.balancer;
  careful_ =
      balancing_.panic.fail || (balancer && balancer->counts_calls() && balancer->per_caller());
  pools_.clear();
  for (std::size_t shard = 0; shard < static_cast<std::size_t>(balancing.shards); ++shard)
    pools_.emplace_back(shard, balancing_.panic);
  for (std::size_t i = 0; i < instances_.size(); ++i)
    pools_[i % pools_.size()].add(*instances_[i], *standings_[i]);
  for (auto& pool : pools_) pool.refresh();
}

void Service::eject_outliers(EjectionSettings settings, TaskGroup& group) {
  ejection_ = std::make_unique<Ejection>(*this, settings, group);
  watch_attempts();
}

void Service::watch_attempts() {
  for (auto& instance : instances_) instance->watch();
}

void Service::standing_changed(std::uint32_t number) {
  auto& standing = *standings_[number];
  ++changes_;
  if (standing.eligible()) standing.eligible_since = network_.calendar.now();
  if (!pools_.empty()) pools_[number % pools_.size()].refresh();
}

void Service::condition_changed(Instance& instance) {
  if (!balancing_.instant) return;
  standings_[instance.number()]->healthy = instance.up();
  standing_changed(instance.number());
}

void Service::saw(Instance& instance, Outcome outcome) {
  if (ejection_) ejection_->saw(instance.number(), outcome);
  if (!tally_ || instance.build() != tally_->build) return;
  ++tally_->ended;
  tally_->failed += !usable(outcome);
}

Instance& Service::route(const Call& call, const Target& target) {
  if (target.chooser) return target.chooser->choose(call, target);
  auto& view = view_of(target, call);
  auto& pool = pool_of(target, call);
  const auto& choices = pool.choices();
  if (choices.size() == 1 && view.connections.empty()) return *choices.front().instance;
  const auto takes = [&](const Pool::Member& member, Draw& draw) {
    if (call.tried_at && call.tried_at->contains(*member.instance)) return false;
    return takes_its_share(*member.standing, draw);
  };
  const auto noted = [&](Instance& instance) -> Instance& {
    if (call.tried_at) call.tried_at->add(instance);
    return instance;
  };
  const auto attempt = nested_attempt(call.attempt, target.occurrence << 32);
  auto draw = balancing_.stream.draw(call.transaction->id,
                                     nested_attempt(attempt, target.operation->draws()));
  auto chosen = balancing_.balancer->choose(pool, view, call, draw);
  if (takes(choices[chosen], draw)) [[likely]]
    return noted(*choices[chosen].instance);
  do {
    pool.leave_out(chosen);
    chosen = choices.size() == 1 ? 0 : balancing_.balancer->choose(pool, view, call, draw);
  } while (choices.size() > 1 && !takes(choices[chosen], draw));
  auto& instance = *choices[chosen].instance;
  pool.refresh();
  return noted(instance);
}

Service::Views& Service::views_of(const Service* asking, const Callers& callers) {
  auto& views = views_[asking];
  if (!views) {
    views = std::make_unique<Views>();
    views->make(callers, [](std::uint32_t caller) { return std::make_unique<View>(caller); });
  }
  return *views;
}

View& Service::view_of(const Target& target, const Call& call) {
  const bool own = target.views && balancing_.balancer->per_caller();
  return own ? target.views->of(call) : all_;
}

Pool& Service::pool_of(const Target& target, const Call& call) {
  if (balancing_.subset && target.views) return subset_of(target.views->of(call));
  return pools_[shard_of(call)];
}

/// Callers 0 to n / k - 1 share out the n instances that run, shuffled, k each; those that follow
/// share them out shuffled in another way, and so on. An instance has as many callers as another,
/// or one less for each way that is not complete.
/// Source: Beyer et al., "Site reliability engineering", 2016, chapter 20 (deterministic subsets).
Pool& Service::subset_of(View& view) {
  if (view.subset && view.subset_as_of == changes_) return *view.subset;
  view.subset.emplace(0, balancing_.panic);
  view.subset_as_of = changes_;
  auto members = pools_.front().members();
  std::erase_if(members, [](const Pool::Member& member) { return !member.standing->running; });
  const auto size = std::min(static_cast<std::size_t>(*balancing_.subset), members.size());
  const auto ways = members.size() / size;
  auto draw = balancing_.subsets.draw(view.caller() / ways);
  for (auto left = members.size(); left > 1; --left)
    std::swap(members[left - 1], members[one_of(left, draw)]);
  const auto first = view.caller() % ways * size;
  for (auto i = first; i < first + size; ++i)
    view.subset->add(*members[i].instance, *members[i].standing);
  view.subset->refresh();
  return *view.subset;
}

Task<Answer> Service::attempt_with_care(const Target& target, const Call& call) {
  if (balancing_.panic.fail && pool_of(target, call).fails()) return nobody(call);
  auto& at = call.to ? *call.to : choose(call, target);
  if (instances_.size() == 1 || !target.views || !balancing_.balancer->counts_calls())
    return at.attempt(target, call);
  return counted(view_of(target, call), at, target, call);
}

Task<Answer> Service::nobody(const Call& call) const {
  co_return Answer{.cause = cause_at(call, Symptom::nobody_healthy, place_, RootKind::unknown)};
}

Task<Answer> Service::counted(View& view, Instance& at, const Target& target, const Call& call) {
  const View::UnderWay under_way(view, at);
  const auto answer = co_await at.attempt(target, call);
  co_return answer;
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
  instances_[number]->deploy();
  standings_[number]->running = true;
  standing_changed(number);
}

void Service::run_only(std::int64_t count) {
  for (std::uint32_t i = 0; i < instances_.size(); ++i) {
    const bool runs = i < count;
    if (runs == standings_[i]->running) continue;
    if (runs)
      run_instance(i);
    else
      stop_instance(i);
  }
}

void Service::stop_instance(std::uint32_t number) {
  instances_[number]->retire();
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
