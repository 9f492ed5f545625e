#include <fmt/format.h>

#include <map>
#include <set>

#include "lab/advice/remedy.hpp"
#include "sim/language/among.hpp"

namespace faultline::remedies {

namespace {

using Places = std::vector<Place>;

/// Who uses a store that several services write, and by which steps; its owner not included.
std::map<std::pair<std::string, std::string>, Places> strangers(const Wiring& wiring) {
  std::map<std::string, std::set<std::string>> writers;
  for (const auto* item : wiring.items())
    for (const auto& written : item->mentions.writes)
      writers[written.name].insert(service_in(item->name));
  std::map<std::pair<std::string, std::string>, Places> found;
  for (const auto* item : wiring.items())
    for (const auto& query : item->mentions.queries) {
      const auto service = service_in(item->name);
      const auto& store = query.store.name;
      if (find_entry(wiring.scenario().stores, store)->value.owner.name != service &&
          writers[store].contains(service))
        found[{store, service}].push_back(query.store.place);
    }
  return found;
}

void move_out(Draft& draft, const std::string& store, const std::string& service,
              const Places& steps) {
  const auto own = fmt::format("{}-of-{}", store, service);
  auto& stores = draft.shared_table("stores");
  auto settings = *stores.find(store);
  set(settings, "owner", text_value(service));
  set(stores, own, std::move(settings));
  for (const auto& place : steps) {
    auto& step = draft.step_at(place);
    const auto key = place.pointer.substr(place.pointer.rfind('/') + 1);
    set(step, key, text_value(own));
  }
}

std::vector<Applied> own_stores(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto& [pair, steps] : strangers(wiring))
    found.push_back(
        {fmt::format("{} has a store of its own instead of {}", pair.second, pair.first),
         [uses = pair, places = steps](Draft& draft) {
           move_out(draft, uses.first, uses.second, places);
         }});
  return found;
}

}  // namespace

RemedyKind own_store() {
  return {"own store",
          "Gives a service that writes another one's store a store of its own, as large as that.",
          "another store to run; what joined both sets of data has to call or to keep a copy",
          own_stores};
}

}  // namespace faultline::remedies
