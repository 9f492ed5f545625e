#include "models/loads/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/loads/mean_times.hpp"

namespace faultline {

namespace {

using Of = PartLoad::Of;

Planned planned_for(const Scenario& scenario, const Outline& outline) {
  Planned planned{
      .items = {}, .plans = {}, .numbers = {}, .consumers = {}, .design = outline.design};
  const auto reached = outline.reached_from(scenario.entries(), true);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    const auto& item = outline.operations[i];
    const auto number = static_cast<int>(planned.items.size());
    planned.numbers.emplace(item.name, number);
    planned.items.push_back(&item);
    planned.plans.push_back({.parts = plans_of(*item.steps)});
    if (item.subscription)
      for (const auto& topic : item.subscription->topics)
        planned.consumers[topic.name].push_back(number);
  }
  return planned;
}

/// How often an operation is begun for each request of a client.
struct Visits {
  double times = 0;
  double worst = 0;
  bool exact = true;

  void add(const Visits& more) {
    times += more.times;
    worst += more.worst;
    exact = exact && more.exact;
  }
  friend Visits operator*(double factor, const Visits& visits) {
    return {factor * visits.times, factor * visits.worst, visits.exact};
  }
};

struct RequestShare {
  std::optional<std::string> name;
  double share;
  std::string entry;
};

std::vector<RequestShare> shares_of(const Scenario& scenario) {
  const auto& entry = scenario.transaction.entry.name;
  const auto& classes = scenario.workload->classes();
  if (classes.empty()) return {{std::nullopt, 1, entry}};
  double whole = 0;
  for (const auto& one : classes) whole += one.value.share;
  std::vector<RequestShare> shares;
  for (const auto& [name, place, one] : classes)
    shares.push_back({name, one.share / whole, one.entry ? one.entry->name : entry});
  return shares;
}

/// Follows the requests of a design from the clients on, class by class.
class Following {
 public:
  Following(const Scenario& scenario, const Outline& outline)
      : scenario_(scenario), outline_(outline), planned_(planned_for(scenario, outline)) {
    std::vector<std::pair<int, int>> arcs;
    for (int i = 0; i < std::ssize(planned_.items); ++i) {
      const auto& mentions = planned_.items[i]->mentions;
      for (const auto& call : mentions.calls)
        if (const int callee = planned_.find(call.operation.name); callee >= 0)
          arcs.emplace_back(i, callee);
      for (const auto& topic : mentions.publishes) reach(i, topic.name, arcs);
      for (const auto& store : mentions.writes)
        if (const auto* capture = captured(store.name)) reach(i, capture->topic.name, arcs);
    }
    order_ = in_order(static_cast<int>(planned_.items.size()), arcs);
  }

  OfferedLoad load() {
    double answered_in = 0;
    double most_attempts = 1;
    for (const auto& policy : scenario_.transaction.policies)
      most_attempts *= static_cast<double>(policy->most_attempts());
    for (const auto& [name, share, entry] : shares_of(scenario_)) {
      const MeanTimes times(scenario_, planned_, name);
      const int first = planned_.find(entry);
      if (share == 0 || first < 0) continue;
      follow(times, first, {share, share * most_attempts});
      answered_in += share * times.of(first).value;
    }
    const auto& follow_up = scenario_.transaction.follow_up;
    if (follow_up && follow_up->ask)
      if (const int asked = planned_.find(follow_up->ask->name); asked >= 0)
        take_visits(MeanTimes(scenario_, planned_, std::nullopt), asked, {0, 0, false});
    set_rate(answered_in);
    return std::move(load_);
  }

 private:
  const CaptureSettings* captured(const std::string& store) const {
    const auto* capture = find_entry(outline_.design->captures, store);
    return capture ? &capture->value : nullptr;
  }

  void reach(int from, const std::string& topic, std::vector<std::pair<int, int>>& arcs) const {
    if (const auto found = planned_.consumers.find(topic); found != planned_.consumers.end())
      for (const int consumer : found->second) arcs.emplace_back(from, consumer);
  }

  void follow(const MeanTimes& times, int entry, const Visits& visits) {
    called_.assign(planned_.items.size(), {});
    consumed_.assign(planned_.items.size(), {});
    called_[entry] = visits;
    for (int i = 0; i < std::ssize(order_.vertices); ++i) {
      const int at = order_.vertices[i];
      if (i >= order_.straight) called_[at].exact = consumed_[at].exact = false;
      take_visits(times, at, called_[at]);
      take_events(times, at, consumed_[at]);
    }
  }

  PartLoad& part(const std::string& name, Of of, const Place& place, double servers) {
    const auto [known, fresh] = numbers_.try_emplace({name, of}, load_.parts.size());
    if (fresh) load_.parts.push_back({.part = name, .of = of, .place = place, .servers = servers});
    return load_.parts[known->second];
  }

  static void charge(PartLoad& part, const Visits& visits, const Mean& each) {
    part.visits += visits.times;
    part.worst_visits += visits.worst;
    const auto added = visits.times * each;
    part.demand_s += added.value;
    part.exact = part.exact && added.exact && visits.exact;
  }

  void take_visits(const MeanTimes& times, int at, const Visits& visits) {
    if (visits.times == 0 && visits.worst == 0 && visits.exact) return;
    const auto& [name, place, settings] =
        *find_entry(scenario_.services, service_in(planned_.items[at]->name));
    const auto instances = static_cast<double>(settings.most_instances());
    auto& workers =
        part(name, Of::workers, place, instances * static_cast<double>(settings.workers));
    workers.scales = settings.autoscaling.has_value();
    charge(workers, visits, times.of(at));
    work(times, at, visits);
  }

  void take_events(const MeanTimes& times, int at, const Visits& visits) {
    if (visits.times == 0 && visits.worst == 0 && visits.exact) return;
    const auto& name = planned_.items[at]->name;
    const auto& [key, place, settings] = *find_entry(outline_.design->subscriptions, name);
    const auto& group = settings.consumption;
    auto consumers = static_cast<double>(group.most_consumers());
    const auto& topic = find_entry(outline_.design->topics, settings.topics.front().name)->value;
    if (settings.topics.size() == 1 && topic.partitions)
      consumers = std::min(consumers, static_cast<double>(*topic.partitions));
    auto& load =
        part(name, Of::consumers, place, consumers * static_cast<double>(group.concurrency));
    load.scales = group.scaling.has_value();
    charge(load, visits, times.of(at));
    work(times, at, visits);
  }

  void work(const MeanTimes& times, int at, const Visits& visits) {
    const auto& [name, place, settings] =
        *find_entry(scenario_.services, service_in(planned_.items[at]->name));
    if (settings.cores) {
      auto& cores = part(name, Of::cores, place,
                         *settings.cores * static_cast<double>(settings.most_instances()));
      cores.scales = settings.autoscaling.has_value();
      charge(cores, visits, times.work_of(at));
    }
    at_ = at;
    pass_on(times, planned_.plans[at], visits);
  }

  /// `visits` are those of what encloses the plan.
  void pass_on(const MeanTimes& times, const Plan& plan, const Visits& visits) {
    if (!times.concerns(plan)) return;
    auto own = plan.times * visits;
    own.worst *= plan.attempts;
    if (plan.slots) {
      const auto& asking = service_in(planned_.items[at_]->name);
      const auto& service = find_entry(scenario_.services, asking)->value;
      auto& slots = part(planned_.items[at_]->name + " -> " + plan.target, Of::slots,
                         planned_.items[at_]->place,
                         static_cast<double>(*plan.slots * service.most_instances()));
      slots.scales = service.autoscaling.has_value();
      charge(slots, own, times.once(plan));
    }
    if (plan.what == Plan::What::call) {
      if (const int callee = planned_.find(plan.target); callee >= 0) called_[callee].add(own);
    } else if (plan.what == Plan::What::publish) {
      publish(plan.target, own);
    } else if (plan.what == Plan::What::query || plan.what == Plan::What::session) {
      ask_store(times, plan, own);
    } else if (plan.what == Plan::What::look_up) {
      const auto& [name, place, cache] = *find_entry(scenario_.caches, plan.target);
      charge(
          part(name, Of::connections, place, static_cast<double>(cache.connections * cache.nodes)),
          own, times.own(plan));
      own.times = 0;
      own.exact = false;
    }
    const auto outer = session_;
    if (plan.what == Plan::What::session) session_ = plan.target;
    for (const auto& inner : plan.parts) pass_on(times, inner, own);
    session_ = outer;
  }

  void ask_store(const MeanTimes& times, const Plan& plan, const Visits& visits) {
    if (plan.changes)
      if (const auto* capture = captured(plan.target)) publish(capture->topic.name, visits);
    if (plan.what == Plan::What::query && session_ == plan.target) return;
    if (const auto* store = find_entry(scenario_.stores, plan.target)) {
      const auto connections = static_cast<double>(store->value.connections);
      const auto nodes = static_cast<double>(plan.at_primary ? 1 : store->value.nodes());
      const auto& name = plan.at_primary ? plan.target : plan.target + " replicas";
      charge(part(name, Of::connections, store->place, connections * nodes), visits,
             times.once(plan));
      return;
    }
    const auto& [name, place, copy] = *find_entry(outline_.design->projections, plan.target);
    charge(part(name, Of::connections, place, static_cast<double>(copy.connections)), visits,
           times.own(plan));
  }

  void publish(const std::string& name, const Visits& visits) {
    const auto& [topic, place, settings] = *find_entry(outline_.design->topics, name);
    if (settings.partition_rate)
      charge(part(name, Of::partitions, place,
                  settings.partition_rate->per_second *
                      static_cast<double>(settings.partitions.value_or(1))),
             visits, {1});
    if (const auto found = planned_.consumers.find(name); found != planned_.consumers.end())
      for (const int consumer : found->second) consumed_[consumer].add(visits);
  }

  void set_rate(double answered_in) {
    const auto length = seconds(scenario_.run.length);
    if (const auto population = scenario_.workload->population()) {
      const auto cycle = population->think_s + answered_in;
      load_.rate = static_cast<double>(population->users) / cycle;
      if (const auto* bottleneck = load_.bottleneck())
        load_.rate = std::min(load_.rate, bottleneck->most_rate());
      load_.at_most = true;
    } else if (length > 0) {
      load_.rate = scenario_.workload->expected_by(Time{scenario_.run.length}) / length;
    }
  }

  const Scenario& scenario_;
  const Outline& outline_;
  Planned planned_;
  Order order_;
  std::vector<Visits> called_;
  std::vector<Visits> consumed_;
  OfferedLoad load_;
  std::map<std::pair<std::string, Of>, std::size_t> numbers_;
  int at_ = 0;           ///< the operation whose plan is followed
  std::string session_;  ///< the store whose transaction encloses what is followed
};

}  // namespace

const PartLoad* OfferedLoad::bottleneck() const {
  const auto least = std::ranges::min_element(parts, {}, &PartLoad::most_rate);
  return least == parts.end() || !std::isfinite(least->most_rate()) ? nullptr : &*least;
}

OfferedLoad load_of(const Scenario& scenario, const Outline& outline) {
  return Following(scenario, outline).load();
}

}  // namespace faultline
