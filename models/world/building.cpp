#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "models/events/consumers/competing_consumers.hpp"
#include "models/events/consumers/partition_consumers.hpp"
#include "models/instances/binding.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/structure/placement.hpp"
#include "models/scenario/structure/targets.hpp"
#include "models/world/world.hpp"

namespace faultline {

namespace {
constexpr auto unlimited = std::numeric_limits<std::int64_t>::max();

std::optional<Zipf> law_of(const std::optional<KeySettings>& keys) {
  if (!keys) return std::nullopt;
  return Zipf(static_cast<std::uint64_t>(keys->count), keys->exponent);
}

/// The latencies of zones and links that are drawn.
Jitter jitter_of(const Scenario& scenario, const DesignSettings& design, const Streams& streams) {
  if (!scenario.platform) return {};
  std::vector<LatencyLaw> laws;
  const auto add = [&](const std::string& of, const Distribution& latency) {
    if (!latency.fixed()) laws.push_back({of, &latency});
  };
  for (const auto& zone : scenario.platform->zones) {
    add(zone_law(zone.name), *zone.value.latency);
    for (const auto& rack : zone.value.racks)
      if (rack.value.latency) add(link_law(rack.name), *rack.value.latency);
  }
  for (const auto& link : scenario.platform->links) add(link_law(link.name.name), *link.latency);
  return laws.empty() ? Jitter() : Jitter(laws, spec_of(scenario, design), streams);
}

}  // namespace

World::World(Scenario scenario, const std::string& design, Streams streams, Recorder& recorder,
             Recording recording)
    : scenario_(std::move(scenario)),
      design_(find_entry(scenario_.designs, design)->value),
      streams_(streams),
      frame_(frame_of(scenario_, design)),
      contracts_(scenario_.contracts),
      keys_(law_of(scenario_.workload->keys()), streams_),
      books_(calendar_, recorder),
      transactions_(books_),
      platform_(spec_of(scenario_, design_), calendar_),
      network_{calendar_, platform_, scenario_.network, jitter_of(scenario_, design_, streams_),
               streams_.named("extra latency")},
      client_(network_, books_, transactions_, requests_),
      injector_(calendar_, background_),
      changeables_(scenario_.changes.empty() ? std::vector<Changeable>{}
                                             : changeables_of(scenario_)),
      changer_(calendar_, background_) {
  make_room_for_changes();
  targets_ = targets_of(scenario_, design_);
  plan_ = plan_of(scenario_.faults, targets_, streams_, frame_.end);
  if (recording.inside) record_spans(recorder, std::move(recording));
  plan_releases();
  build_services();
  build_stores();
  build_caches();
  build_brokers();
  build_topics();
  build_projections();
  build_captures();
  build_operations();
  build_subscriptions();
  bind_steps();
  build_client();
  schedule_faults();
  schedule_changes();
  if (scenario_.abort) start(abort_when(condition_of(*scenario_.abort->when)), background_);
  schedule_releases();
}

Service& World::add_part(const std::string& name) {
  return parts_.try_emplace(name, name, place_of(name), network_, books_, zombies_).first->second;
}

void World::add_copy(Service& part, HostId at, const Capacity& capacity) {
  auto there = capacity;
  there.shares_host = scenario_.cpu == CpuMode::shared;
  if (!there.shares_host) there.tempo = tempo_on(at, capacity.tempo);
  part.add_instance(at, there, streams_.named(part.name() + "/errors"));
}

void World::add_copies(Service& part, std::int64_t count, const Location& location,
                       const Capacity& capacity) {
  for (std::int64_t i = 0; i < count; ++i)
    add_copy(part, host(part.name(), location.of(i)), capacity);
}

const Tempo* World::tempo_on(HostId at, const Tempo* usual) {
  const auto speed = platform_.speed(at);
  if (speed == 1) return usual;
  const auto own = (usual ? *usual : Tempo({}, std::nullopt)).on_host(speed);
  return &paces_.try_emplace({usual, speed}, own).first->second;
}

HostId World::host(const std::string& part, const Reference* named) {
  if (!scenario_.platform) return platform_.host(part);
  return platform_.host(*host_for(*scenario_.platform, part, named));
}

void World::build_services() {
  for (const auto& [name, place, settings] : scenario_.services) {
    auto& service = add_part(name);
    const auto& tempo = tempos_.try_emplace(name, settings.load, settings.warmup).first->second;
    const Capacity capacity{.workers = settings.workers,
                            .queue = settings.queue,
                            .discipline = settings.discipline.get(),
                            .shedding = settings.shedding,
                            .cores = settings.cores,
                            .tempo = tempo.unless_steady(),
                            .retry_after = settings.retry_after.value_or(Duration::zero())};
    add_copies(service, settings.most_instances(), settings.location, capacity);
    service.balance({.balancer = settings.balancer.get(),
                     .shards = settings.shards,
                     .slow_start = settings.slow_start,
                     .instant = !settings.health,
                     .stream = streams_.named(name + "/balancer"),
                     .subset = settings.subset,
                     .subsets = streams_.named(name + "/subsets"),
                     .panic = settings.panic.value_or(PanicSettings{})});
    look_after(service, settings);
  }
}

/// Starts what goes on in a service by itself.
void World::look_after(Service& service, const ServiceSettings& settings) {
  const auto& name = service.name();
  const auto count = static_cast<std::uint32_t>(settings.most_instances());
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto own = fmt::format("{}#{}/", name, i);
    if (settings.health)
      start(check_health(service, i, *settings.health, streams_.named(own + "health")),
            background_);
    for (std::size_t pause = 0; pause < settings.pauses.size(); ++pause)
      start(settings.pauses[pause]->run(*service.instances()[i],
                                        streams_.named(fmt::format("{}pause {}", own, pause))),
            background_);
    if (i >= static_cast<std::uint32_t>(settings.instances)) service.stop_instance(i);
  }
  if (settings.ejection) service.eject_outliers(*settings.ejection, background_);
  if (settings.autoscaling)
    start(autoscale(service, *settings.autoscaling, background_), background_);
}

void World::build_brokers() {
  for (const auto& [name, place, settings] : design_.brokers) {
    auto& nodes = add_part(name);
    add_copies(nodes, settings.nodes, settings.location, {.workers = unlimited});
    brokers_.try_emplace(name, nodes, settings).first->second.start();
  }
}

void World::build_topics() {
  const auto outline = outline_of(scenario_, design_);
  for (const auto& [name, place, settings] : design_.topics) {
    auto& part = add_part(name);
    auto* broker = settings.broker ? &brokers_.at(settings.broker->name) : nullptr;
    const auto at =
        broker ? broker->nodes().instances().front()->host() : host(name, settings.location.of(0));
    add_copy(part, at, {.workers = unlimited});
    auto& topic =
        topics_.try_emplace(name, part, broker, settings, streams_.named(name + "/delivery"))
            .first->second;
    if (outline.carried_to(name)) topic.expect_carried();
    topic.divide(scenario_.workload->keys().has_value());
  }
}

void World::build_operations() {
  for (std::uint32_t index = 0; index < frame_.operations.size(); ++index) {
    const auto& name = frame_.operations[index];
    auto* own = find_entry(design_.operations, name);
    auto& steps = own ? own->value : find_entry(scenario_.operations, name)->value;
    operations_.try_emplace(name, name, index, std::move(steps));
  }
}

void World::build_subscriptions() {
  for (const auto& [name, place, settings] : design_.subscriptions)
    if (operations_.contains(name)) build_groups(name, settings);
  for (auto& [name, topic] : topics_) topic.start(background_, staging_);
}

/// One for each topic that it consumes.
void World::build_groups(const std::string& name, const SubscriptionSettings& settings) {
  const auto& given = settings.consumption;
  auto& memory =
      memories_.try_emplace(name, given, scenario_.workload->keys().has_value()).first->second;
  const auto topics = settings.consumed();
  const auto groups = settings.groups(name);
  const auto fed = settings.fed();
  for (std::size_t i = 0; i < topics.size(); ++i) {
    const auto own_topics = settings.topics.size();
    const auto& consumption =
        i < own_topics ? given : retries_.emplace_back(given.out_of(given.retry[i - own_topics]));
    auto& topic = topics_.at(topics[i].name);
    ConsumerSide side{.network = network_,
                      .books = books_,
                      .staging = staging_,
                      .memory = memory,
                      .sizes = topic.sizes(),
                      .by_priority = topic.settings().priority,
                      .name = name,
                      .fetches = streams_.named(groups[i] + "/fetch")};
    const auto onward = settings.fed_by(i);
    if (onward < fed.size())
      side.onward = &carrier(name, groups[i], fed[onward].name,
                             {consumption.size, onward == given.retry.size()});
    if (given.dead_letter.name && given.buries_any_unprocessed() && i < own_topics)
      side.burial = &carrier(name, groups[i] + ", unprocessed", given.dead_letter.name->name,
                             {consumption.size, true});
    auto& own = subscriptions_[groups[i]];
    if (topic.is_log())
      own = std::make_unique<PartitionConsumers>(service_of(name), operation(name), consumption,
                                                 side);
    else
      own = std::make_unique<CompetingConsumers>(service_of(name), operation(name), consumption,
                                                 side);
    topic.add_subscription(*own);
    own->start(topic, background_);
  }
}

Carrier& World::carrier(const std::string& operation, const std::string& group,
                        const std::string& to, const Carrier::Settings& settings) {
  const auto stream = streams_.named(operation + "/carry to " + to);
  return carriers_.try_emplace(group, topics_.at(to), append_time(to), stream, settings)
      .first->second;
}

void World::bind_steps() {
  for (const auto& [name, operation] : operations_) {
    Binding binding(*this, name, &service_of(name));
    for (const auto& step : operation.steps()) step->attach(binding);
  }
}

}  // namespace faultline
