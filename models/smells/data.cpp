#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>

#include "models/smells/smell.hpp"
#include "sim/language/among.hpp"

/// Smells of data that several services share.
namespace faultline {

namespace {

/// The services that write each store.
std::map<std::string, std::set<std::string>> writers(const Wiring& wiring) {
  std::map<std::string, std::set<std::string>> writers;
  for (const auto* item : wiring.items())
    for (const auto& store : item->mentions.writes)
      writers[store.name].insert(service_in(item->name));
  return writers;
}

std::vector<Found> find_shared_databases(const Wiring& wiring) {
  std::vector<Found> found;
  for (const auto& [store, services] : writers(wiring))
    if (services.size() > 1)
      found.push_back(
          {find_entry(wiring.scenario().stores, store)->place,
           fmt::format("store {} is written by {}", store, fmt::join(services, " and "))});
  return found;
}

/// By a service that neither owns nor writes it.
std::vector<Found> find_foreign_reads(const Wiring& wiring) {
  const auto all = writers(wiring);
  std::vector<Found> found;
  std::set<std::pair<std::string, std::string>> told;
  for (const auto* item : wiring.items())
    for (const auto& query : item->mentions.queries) {
      const auto service = service_in(item->name);
      const auto* store = find_entry(wiring.scenario().stores, query.store.name);
      const auto own = all.find(query.store.name);
      const bool writes = own != all.end() && own->second.contains(service);
      if (service == store->value.owner.name || writes) continue;
      if (told.emplace(service, query.store.name).second)
        found.push_back(
            {query.store.place, fmt::format("{} reads store {} of {}", item->name, query.store.name,
                                            store->value.owner.name)});
    }
  return found;
}

/// It changes a store and publishes, and neither waits for the other's commit.
std::vector<Found> find_dual_writes(const Wiring& wiring) {
  std::vector<Found> found;
  for (const auto* item : wiring.items()) {
    const auto& mentions = item->mentions;
    if (mentions.writes.empty()) continue;
    for (const auto& topic : mentions.without_outbox)
      found.push_back(
          {topic.place, fmt::format("{} writes store {} and publishes to topic {}", item->name,
                                    mentions.writes.front().name, topic.name)});
  }
  return found;
}

}  // namespace

SmellKind shared_database() {
  return {"shared database", Severity::error,
          "Several services write the same store: none can change its schema alone.",
          "give the store to one service, and let the others call it or keep a projection",
          find_shared_databases};
}

SmellKind foreign_read() {
  return {
      "foreign table read", Severity::warning,
      "A service reads the store of another one: its schema is an interface that nobody declared.",
      "read through the owner, or from a projection of its events", find_foreign_reads};
}

SmellKind dual_write() {
  return {"dual write", Severity::warning,
          "An operation changes a store and publishes an event: a crash in between does only one.",
          "publish through an outbox, or capture the store's changes", find_dual_writes};
}

}  // namespace faultline
