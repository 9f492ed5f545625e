#include <algorithm>

#include "models/scenario/outline.hpp"
#include "models/world/world.hpp"

/// The releases of a scenario, as they reach what this world is built of.
namespace faultline {

/// Before any step is bound: which builds there will be, and who reads what whom writes.
void World::plan_releases() {
  for (const auto* release : scenario_.releases_of(design_)) planned_.push_back({release, {}});
  std::ranges::stable_sort(planned_, {}, [](const Planned& one) { return one.release->at; });
  for (auto& [release, builds] : planned_) {
    std::map<std::size_t, std::size_t> versions;
    for (const auto& [name, place, version] : release->versions)
      versions[contracts_.find(name)] = static_cast<std::size_t>(version);
    for (const auto& service : release->services)
      builds.push_back(contracts_.add_build(service.name, versions));
  }
  const auto outline = outline_of(scenario_, design_);
  for (const auto& writer : outline.operations)
    for (const auto& written : writer.mentions.writes_contracts)
      for (const auto& reader : outline.operations)
        for (const auto& parse : reader.mentions.parses) {
          if (parse.contract.name != written.name) continue;
          const auto contract = contracts_.find(written.name);
          conversations_.push_back({service_in(writer.name), service_in(reader.name), contract,
                                    contracts_[contract].reader(parse.style, parse.fields)});
        }
}

void World::schedule_releases() {
  for (const auto& [release, builds] : planned_) {
    Rollout rollout{.release = release,
                    .parts = {},
                    .refused = is_refused(*release, builds),
                    .draws = streams_.named("release " + release->name.name)};
    for (std::size_t i = 0; i < builds.size(); ++i) {
      auto& service = parts_.at(release->services[i].name);
      rollout.parts.push_back({&service, builds[i]});
      for (auto& instance : service.instances()) instance->know_visits();
      if (release->strategy->judges()) service.watch_attempts();
    }
    if (release->migration)
      rollout.migrated = &stores_.at(release->migration->store.name).service();
    rollout.breaks = [this, parts = rollout.parts] { return will_break(parts); };
    start(roll_out(*release, std::move(rollout)), background_);
  }
}

/// For conditions it is known when it is over.
Task<void> World::roll_out(const Release& release, Rollout rollout) {
  co_await RolloutCourse::run({calendar_, books_, std::move(rollout)});
  released_.insert(&release);
}

/// By the registry of a contract that one of its services owns.
bool World::is_refused(const Release& release, const std::vector<std::uint16_t>& builds) const {
  for (const auto& [name, place, version] : release.versions) {
    const auto number = contracts_.find(name);
    const auto& contract = contracts_[number];
    const auto owner = std::ranges::find(release.services, contract.owner.name, &Reference::name);
    if (owner == release.services.end()) continue;
    const auto build = builds[static_cast<std::size_t>(owner - release.services.begin())];
    auto next = contracts_.versions(owner->name, number)[build - 1U] + 1;
    for (; next <= static_cast<std::size_t>(version); ++next)
      if (!may_follow(contract, next)) return true;
  }
  return false;
}

/// Whether anybody will be unable to read something, with the new builds of these.
bool World::will_break(const std::vector<Rollout::Part>& parts) {
  const auto build_of = [&](const std::string& service) {
    auto& own = parts_.at(service);
    const auto part = std::ranges::find(parts, &own, &Rollout::Part::service);
    return part == parts.end() ? own.instances().front()->build() : part->build;
  };
  return std::ranges::any_of(conversations_, [&](const Conversation& talk) {
    return !contracts_.understood(talk, build_of(talk.writer), build_of(talk.reader));
  });
}

}  // namespace faultline
