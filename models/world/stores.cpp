#include "models/scenario/outline.hpp"
#include "models/world/world.hpp"

namespace faultline {

void World::build_stores() {
  for (const auto& [name, place, settings] : scenario_.stores) {
    auto& nodes = add_part(name);
    const auto& tempo =
        tempos_.try_emplace("store " + name, settings.load, std::nullopt, Tempo::Load::at_work)
            .first->second;
    add_copies(nodes, settings.nodes(), settings.location,
               {.workers = settings.connections, .tempo = tempo.unless_steady()});
    stores_.try_emplace(name, nodes, settings, streams_, use_of(name));
  }
}

Store::Use World::use_of(const std::string& store) const {
  const auto strikes = [&](const auto& fault) {
    return fault->locks_table() && fault->target().part()->name == store;
  };
  const auto migrates = [&](const Release* release) {
    return release->migration && release->migration->store.name == store;
  };
  Store::Use use{.locks_table = std::ranges::any_of(scenario_.faults, strikes) ||
                                std::ranges::any_of(scenario_.releases_of(design_), migrates)};
  for (const auto& item : outline_of(scenario_, design_).operations)
    for (const auto& query : item.mentions.queries)
      if (query.store.name == store) {
        use.locks_table |= query.locks_table;
        use.transactions |= query.transaction;
      }
  return use;
}

void World::build_caches() {
  for (const auto& [name, place, settings] : scenario_.caches) {
    auto& part = add_part(name);
    add_copies(part, settings.nodes, settings.location, {.workers = settings.connections});
    caches_.try_emplace(name, part, settings.rules, streams_.named(name + "/ttl"));
  }
}

}  // namespace faultline
