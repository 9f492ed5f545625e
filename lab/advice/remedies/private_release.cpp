#include <fmt/format.h>

#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

/// One release for each service; the first keeps the name.
void split(Draft& draft, const Release& release) {
  const auto place = release.name.place;
  auto pointer = place.pointer.substr(0, place.pointer.rfind('/'));
  const auto number = std::stoul(pointer.substr(pointer.rfind('/') + 1));
  auto& list = draft.value_at({.pointer = pointer.substr(0, pointer.rfind('/'))}).items;
  const auto whole = list.at(number);
  std::vector<Node> parts;
  for (const auto& service : release.services) {
    auto part = whole;
    if (!parts.empty())
      set(part, "name", text_value(fmt::format("{}: {}", release.name.name, service.name)));
    auto& services = set(part, "services", json("[]"));
    services.items.push_back(text_value(service.name));
    std::erase_if(part.members, [](const Member& member) { return member.key == "together"; });
    parts.push_back(std::move(part));
  }
  const auto at = list.begin() + static_cast<std::ptrdiff_t>(number);
  list.insert(list.erase(at), parts.begin(), parts.end());
}

std::vector<Applied> private_releases(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto* release : wiring.scenario().releases_of(wiring.design()))
    if (release->services.size() > 1)
      found.push_back({fmt::format("release \"{}\" becomes {}, one for each service",
                                   release->name.name, release->services.size()),
                       [release](Draft& draft) { split(draft, *release); }});
  return found;
}

}  // namespace

RemedyKind private_release() {
  return {"private release", "Releases each service by itself, by the strategy of the group.",
          "versions are mixed for as long as it takes: formats have to bear that",
          private_releases};
}

}  // namespace faultline::remedies
