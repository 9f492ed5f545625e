#include <fmt/format.h>

#include <algorithm>

#include "lab/advice/remedy.hpp"
#include "sim/language/among.hpp"

namespace faultline::remedies {

namespace {

/// A release that renames a field of a contract for its owner and its readers together.
struct Rename {
  const Release* release;
  const ContractSettings* contract;
  std::string name;             ///< of the contract
  std::int64_t version;         ///< that the release moves to
  std::vector<Place> mentions;  ///< of the contract in the design's steps
  Duration takes;               ///< the longest that the release of one service takes
};

std::string in_ms(Duration span) {
  return fmt::format("{}ms", std::chrono::ceil<std::chrono::milliseconds>(span).count());
}

std::string text_of_list(const std::string& service) { return fmt::format("[\"{}\"]", service); }

/// The contract with both names for one version in between.
Node in_steps(Node contract, const Rename& rename) {
  auto& changes = contract.find("changes")->items;
  const auto at = changes.begin() + (rename.version - 2);
  auto expand = *at;
  set(expand, "change", text_value("expand"));
  auto contraction = *at;
  set(contraction, "change", text_value("contract"));
  std::erase_if(contraction.members, [](const Member& member) { return member.key == "to"; });
  *at = std::move(expand);
  changes.insert(at + 1, std::move(contraction));
  return contract;
}

/// One of the releases that take the place of the whole.
struct Stage {
  std::string name;
  std::string service;
  std::int64_t version;
  Duration at;
};

std::vector<Stage> stages_of(const Rename& rename) {
  const auto& [name, owner] = std::pair(rename.release->name.name, rename.contract->owner.name);
  std::vector<Stage> stages{{name, owner, rename.version, rename.release->at}};
  auto at = rename.release->at + rename.takes;
  for (const auto& service : rename.release->services)
    if (service.name != owner)
      stages.push_back(
          {fmt::format("{}: {}", name, service.name), service.name, rename.version, at});
  at += rename.takes;
  stages.push_back({fmt::format("{}: the old name goes", name), owner, rename.version + 1, at});
  return stages;
}

void take_apart(Draft& draft, const Rename& rename) {
  const auto contract = rename.name + " in steps";
  auto& contracts = draft.shared_table("contracts");
  set(contracts, contract, in_steps(*contracts.find(rename.name), rename));
  for (const auto& place : rename.mentions)
    set(draft.step_at(place), place.pointer.substr(place.pointer.rfind('/') + 1),
        text_value(contract));
  const auto& place = rename.release->name.place;
  const auto pointer = place.pointer.substr(0, place.pointer.rfind('/'));
  const auto number = std::stoul(pointer.substr(pointer.rfind('/') + 1));
  auto& list = draft.value_at({.pointer = pointer.substr(0, pointer.rfind('/'))}).items;
  auto whole = list.at(number);
  std::erase_if(whole.members, [](const Member& member) { return member.key == "together"; });
  std::vector<Node> parts;
  for (const auto& stage : stages_of(rename)) {
    auto& part = parts.emplace_back(whole);
    set(part, "name", text_value(stage.name));
    set(part, "services", json(text_of_list(stage.service)));
    set(part, "versions", json("{}"));
    set(*part.find("versions"), contract, json(std::to_string(stage.version)));
    set(part, "at", text_value(in_ms(stage.at)));
    std::erase_if(whole.members, [](const Member& member) { return member.key == "migration"; });
  }
  const auto at = list.begin() + static_cast<std::ptrdiff_t>(number);
  list.insert(list.erase(at), parts.begin(), parts.end());
}

std::vector<Place> mentions_of(const Wiring& wiring, const std::string& contract) {
  std::vector<Place> places;
  for (const auto* item : wiring.items()) {
    for (const auto& written : item->mentions.writes_contracts)
      if (written.name == contract) places.push_back(written.place);
    for (const auto& parse : item->mentions.parses)
      if (parse.contract.name == contract) places.push_back(parse.contract.place);
  }
  return places;
}

/// How often releases of the design move services to a version of the contract.
std::ptrdiff_t moves(const Wiring& wiring, const std::string& contract) {
  return std::ranges::count_if(
      wiring.scenario().releases_of(wiring.design()),
      [&](const Release* release) { return find_entry(release->versions, contract) != nullptr; });
}

/// The longest that it takes to release one of these services.
Duration longest(const Scenario& scenario, const Release& release) {
  Duration takes{};
  for (const auto& service : release.services)
    takes = std::max(takes, release.takes_at_most(
                                {find_entry(scenario.services, service.name)->value.instances}));
  return takes;
}

std::vector<Applied> expansions(const Wiring& wiring) {
  std::vector<Applied> found;
  const auto& scenario = wiring.scenario();
  for (const auto& release : wiring.design().releases) {
    if (release.versions.size() != 1 || release.services.size() < 2) continue;
    const auto& moved = release.versions.front();
    const auto& contract = find_entry(scenario.contracts, moved.name)->value;
    const bool of_owner =
        std::ranges::count(release.services, contract.owner.name, &Reference::name) > 0;
    if (moved.value < 2 || !of_owner || moves(wiring, moved.name) > 1) continue;
    const auto& change = contract.changes[static_cast<std::size_t>(moved.value - 2)];
    if (change.alteration != Alteration::rename) continue;
    const Rename rename{&release,
                        &contract,
                        moved.name,
                        moved.value,
                        mentions_of(wiring, moved.name),
                        longest(scenario, release)};
    found.push_back({fmt::format("release \"{}\" writes {} under both names for a while",
                                 release.name.name, change.field.name),
                     [rename](Draft& draft) { take_apart(draft, rename); }});
  }
  return found;
}

}  // namespace

RemedyKind expand_and_contract() {
  return {"expand and contract",
          "Writes a renamed field under both names until every reader knows the new one.",
          "one release more for the owner, and messages that carry a field twice for a while",
          expansions};
}

}  // namespace faultline::remedies
