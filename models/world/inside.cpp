#include <algorithm>

#include "models/scenario/scenario_parts.hpp"
#include "models/world/world.hpp"

namespace faultline {

void World::record_spans(Recorder& recorder, Recording recording) {
  Causes causes(calendar_, streams_.named("causes"));
  for (std::size_t i = 0; i < scenario_.faults.size(); ++i) place_fault(i, causes);
  const auto releases = scenario_.releases_of(design_);
  for (std::size_t i = 0; i < releases.size(); ++i) {
    PlacedRelease placed{.release = static_cast<std::uint16_t>(i),
                         .place = 0,
                         .starts = start_of_run + releases[i]->at};
    const auto add = [&](const std::string& part) {
      placed.place = place_of(part);
      causes.add(placed);
    };
    for (const auto& service : releases[i]->services) add(service.name);
    if (releases[i]->migration) add(releases[i]->migration->store.name);
  }
  spans_.emplace(calendar_, recorder, std::move(recording.tracing), std::move(causes));
  books_.record_in(*spans_, recording.passages);
}

/// For each part that it strikes; a broker's nodes hold its topics.
void World::place_fault(std::size_t i, Causes& causes) const {
  std::map<std::string, PlacedFault> placed;
  for (const auto& [when, struck, by_role] : plan_[i])
    for (const auto index : struck) {
      const auto& part = targets_[i][index].part;
      auto& times = placed[part].times;
      if (times.empty() || times.back().first != when.from) times.emplace_back(when.from, when.to);
    }
  const auto* recurrence = scenario_.faults[i]->recurrence();
  if (recurrence && recurrence->trigger())
    for (const auto& target : targets_[i]) placed[target.part];
  for (auto& [part, own] : placed) {
    own.fault = static_cast<std::uint16_t>(i);
    own.symptoms = scenario_.faults[i]->explains();
    for (const auto place : places_of_part(part)) {
      own.place = place;
      causes.add(own);
    }
  }
}

/// Where that shows which strikes the part.
std::vector<std::uint16_t> World::places_of_part(const std::string& part) const {
  std::vector<std::uint16_t> places{place_of(part)};
  for (const auto& [name, place, topic] : design_.topics)
    if (topic.broker && topic.broker->name == part) places.push_back(place_of(name));
  return places;
}

/// The client's where the design has no such part.
std::uint16_t World::place_of(const std::string& part) const {
  const auto found = std::ranges::find_if(frame_.places, [&](const std::string& place) {
    return place.substr(place.find(' ') + 1) == part;
  });
  return static_cast<std::uint16_t>(found == frame_.places.end() ? 0
                                                                 : found - frame_.places.begin());
}

/// At the start and at regular instants; without effect on what happens.
void World::sample_parts() {
  const auto now = calendar_.now();
  for (auto& [name, part] : parts_) {
    PartRecord record{.place = part.place(), .sampled = now};
    for (const auto& instance : part.instances()) {
      record.in_flight += instance->in_flight();
      record.up += instance->deployed() && instance->up();
    }
    const auto circuits = protections_.of(part.place(), now);
    record.circuits = circuits.all;
    record.open = circuits.open;
    spans_->recorder().part(record);
  }
}

/// At the end of the run, so that it is known why what they belong to is not complete.
void World::find_what_waits() {
  for (const auto& [name, store] : stores_) store.find_what_waits(spans_->causes());
  for (auto& [name, topic] : topics_)
    spans_->causes().wait_at_end(topic.waiting_transactions(), topic.own().place(), topic);
}

/// At regular instants, so that what exhausted a part is known when its fault is over.
void World::look_for_exhaustion() {
  const auto turn = static_cast<std::uint64_t>(calendar_.now().time_since_epoch().count());
  for (auto& [name, part] : parts_)
    for (auto& instance : part.instances())
      spans_->causes().look(*instance, part.place(), instance->exhausted(), turn);
  for (auto& [name, topic] : topics_)
    spans_->causes().look(topic, topic.own().place(), topic.exhausted(), turn);
}

}  // namespace faultline
