#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"
#include "sim/language/among.hpp"

namespace faultline::remedies {

namespace {

/// The only store that an operation reads, if it does nothing else that others could notice.
std::string only_reads(const Wiring& wiring, const std::string& operation) {
  const auto* item = wiring.find(operation);
  if (!item) return "";
  const auto& does = item->mentions;
  const bool reads = does.queries.size() == 1 && does.writes.empty() && does.effects.empty() &&
                     does.calls.empty() && does.publishes.empty();
  return reads ? does.queries.front().store.name : "";
}

bool is_written(const Wiring& wiring, const std::string& store) {
  return std::ranges::any_of(wiring.items(), [&](const auto* item) {
    return std::ranges::count(item->mentions.writes, store, &Reference::name) > 0;
  });
}

/// Who reads of which store.
using Reader = std::pair<std::string, std::string>;
using Steps = std::vector<Place>;

/// The steps by which services read data of others: queries of their stores, and calls that do
/// nothing else.
std::map<Reader, Steps> remote_reads(const Wiring& wiring) {
  std::map<Reader, Steps> reads;
  const auto add = [&](const Outline::Item& item, const std::string& store, const Place& place) {
    const auto service = service_in(item.name);
    if (store.empty() || !is_written(wiring, store)) return;
    if (find_entry(wiring.scenario().stores, store)->value.owner.name != service)
      reads[{service, store}].push_back(place);
  };
  for (const auto& call : blocking_calls(wiring))
    add(*call.from, only_reads(wiring, call.to.name), call.to.place);
  for (const auto* item : wiring.items())
    for (const auto& query : item->mentions.queries)
      if (query.store.place.pointer.ends_with("/query") &&
          std::ranges::count(item->mentions.writes, query.store.name, &Reference::name) == 0)
        add(*item, query.store.name, query.store.place);
  return reads;
}

/// The steps read from a copy that is kept by the events of the store's changes.
void read_copy(Draft& draft, const Reader& reader, const Steps& steps) {
  const auto& [service, store] = reader;
  const auto topic = store + "-changed";
  const auto view = fmt::format("{}-of-{}", store, service);
  const auto note = fmt::format("{}.note-{}", service, store);
  if (!draft.table("captures").find(store)) {
    set(draft.table("topics"), topic, json(R"({ "partitions": 4 })"));
    set(draft.table("captures"), store, object_with("topic", topic));
  }
  auto projection = object_with("owner", service);
  set(projection, "of", text_value(topic));
  set(draft.table("projections"), view, std::move(projection));
  auto feeding = json("[]");
  feeding.items.push_back(object_with("project", view));
  draft.add_operation(note, std::move(feeding));
  auto subscription = object_with("topic", topic);
  set(subscription, "consumers", json("4"));
  set(draft.table("subscriptions"), note, std::move(subscription));
  for (const auto& place : steps) draft.step_at(place) = object_with("read", view);
}

std::vector<Applied> local_copies(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto& [reader, steps] : remote_reads(wiring))
    found.push_back({fmt::format("{} reads a copy of its own of the data in store {}", reader.first,
                                 reader.second),
                     [reader, steps](Draft& draft) { read_copy(draft, reader, steps); }});
  return found;
}

}  // namespace

RemedyKind local_copy() {
  return {"local copy",
          "Reads another service's data from a projection that the events of its changes keep up "
          "to date, instead of asking for them.",
          "reads are stale by as long as the events take; another store and another topic",
          local_copies};
}

}  // namespace faultline::remedies
