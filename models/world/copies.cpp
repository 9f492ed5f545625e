#include "models/world/world.hpp"

namespace faultline {

void World::build_projections() {
  const bool keys = scenario_.workload->keys().has_value();
  for (const auto& [name, place, settings] : design_.projections) {
    auto& part = add_part(name);
    add_copies(part, 1, settings.location, {.workers = settings.connections});
    projections_.try_emplace(name, settings, part, topics_.at(settings.of.name), keys)
        .first->second.start(background_);
  }
}

void World::build_captures() {
  for (const auto& [name, place, settings] : design_.captures) {
    const auto& topic = settings.topic.name;
    auto& sender = senders_
                       .try_emplace(name, topics_.at(topic), append_time(topic),
                                    streams_.named("capture " + name),
                                    Sender::Settings{.size = settings.size, .in_parcels = true})
                       .first->second;
    captures_.try_emplace(name, settings, sender, store(name)).first->second.start(background_);
  }
}

Capture* World::capture(const std::string& store) {
  const auto found = captures_.find(store);
  return found == captures_.end() ? nullptr : &found->second;
}

}  // namespace faultline
