#include "models/scenario/structure/interfaces.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sim/language/among.hpp"

namespace faultline {

namespace {

using Services = std::set<std::size_t>;

/// Who reads and who writes messages of one contract.
struct Conversants {
  std::map<std::size_t, ReaderStyle> readers;  ///< the strictest of their styles
  Services writers;

  bool any_strict() const {
    return std::ranges::any_of(readers,
                               [](const auto& one) { return one.second == ReaderStyle::strict; });
  }
  bool all_upcast() const {
    return std::ranges::all_of(
        readers, [](const auto& one) { return one.second == ReaderStyle::upcasting; });
  }
};

/// Collects what the services of one design have of each other.
class InterfaceSearch {
 public:
  InterfaceSearch(const Scenario& scenario, const DesignSettings& design)
      : scenario_(scenario),
        outline_(outline_of(scenario, design)),
        found_(scenario.services.size()) {
    const auto reached = outline_.reached_from(scenario.entries(), true);
    for (std::size_t i = 0; i < reached.size(); ++i)
      if (reached[i]) items_.push_back(&outline_.operations[i]);
  }

  Interfaces search() {
    add_stores();
    add_projections();
    add_operations();
    add_contracts();
    return std::move(found_);
  }

 private:
  std::size_t number(const std::string& service) const {
    return static_cast<std::size_t>(find_entry(scenario_.services, service) -
                                    scenario_.services.data());
  }
  std::size_t service_of(const Outline::Item& item) const { return number(service_in(item.name)); }

  void add_data(const std::string& name, const Services& writers, const Services& users) {
    if (users.size() < 2) return;
    for (const auto writer : writers) {
      Interface data{name, {}};
      for (const auto user : users)
        if (user != writer) data.dependents.push_back({user});
      found_[writer].push_back(std::move(data));
    }
  }

  void add_stores() {
    for (const auto& [name, place, store] : scenario_.stores) {
      Services writers{number(store.owner.name)};
      Services users;
      for (const auto* item : items_) {
        if (among(item->mentions.writes, name)) writers.insert(service_of(*item));
        const auto& queries = item->mentions.queries;
        if (std::ranges::any_of(queries, [&](const auto& one) { return one.store.name == name; }))
          users.insert(service_of(*item));
      }
      if (users.empty()) continue;
      users.insert(writers.begin(), writers.end());
      add_data("store " + name, writers, users);
    }
  }

  void add_projections() {
    for (const auto& [name, place, projection] : outline_.design->projections) {
      Services users{number(projection.owner.name)};
      for (const auto* item : items_)
        if (among(item->mentions.reads, name,
                  [](const Mentions::Read& read) { return read.projection.name; }))
          users.insert(service_of(*item));
      add_data("projection " + name, {number(projection.owner.name)}, users);
    }
  }

  void add_operations() {
    for (const auto* called : items_) {
      Services callers;
      for (const auto* item : items_) {
        const auto calls = [&](const Mentions::Call& call) {
          return call.operation.name == called->name;
        };
        if (std::ranges::any_of(item->mentions.calls, calls) && !share_contract(*item, *called))
          callers.insert(service_of(*item));
      }
      const auto owner = service_of(*called);
      callers.erase(owner);
      if (callers.empty()) continue;
      auto& own = found_[owner].emplace_back(Interface{"operation " + called->name, {}});
      for (const auto caller : callers) own.dependents.push_back({caller});
    }
  }

  Conversants conversants(const std::string& contract) const {
    Conversants found;
    for (const auto* item : items_) {
      const auto service = service_of(*item);
      if (among(item->mentions.writes_contracts, contract)) found.writers.insert(service);
      for (const auto& parse : item->mentions.parses) {
        if (parse.contract.name != contract) continue;
        const auto known = found.readers.try_emplace(service, parse.style).first;
        known->second = std::min(known->second, parse.style);
      }
    }
    return found;
  }

  void add_contracts() {
    for (const auto& [name, place, contract] : scenario_.contracts) {
      const auto found = conversants(name);
      if (found.readers.empty() || found.writers.empty()) continue;
      const auto owner = number(contract.owner.name);
      Interface format{"contract " + name, {}};
      const bool backward = contract.compatibility == Compatibility::backward ||
                            contract.compatibility == Compatibility::full;
      const bool forward = contract.compatibility == Compatibility::forward ||
                           contract.compatibility == Compatibility::full;
      bool used = false;
      for (std::size_t service = 0; service < found_.size(); ++service) {
        const auto reader = found.readers.find(service);
        const bool reads = reader != found.readers.end();
        const bool writes = found.writers.contains(service);
        if (service == owner || (!reads && !writes)) continue;
        used = true;
        const bool strict =
            (reads && reader->second == ReaderStyle::strict) || (writes && found.any_strict());
        const bool breaks = (reads && !forward) || (writes && !backward && !found.all_upcast());
        if (strict || breaks) format.dependents.push_back({service, strict});
      }
      if (used) found_[owner].push_back(std::move(format));
    }
  }

  const Scenario& scenario_;
  Outline outline_;
  std::vector<const Outline::Item*> items_;  ///< what clients reach
  Interfaces found_;
};

}  // namespace

Interfaces interfaces_of(const Scenario& scenario, const DesignSettings& design) {
  return InterfaceSearch(scenario, design).search();
}

bool share_contract(const Outline::Item& writer, const Outline::Item& reader) {
  return std::ranges::any_of(reader.mentions.parses, [&](const Mentions::Parse& parse) {
    return among(writer.mentions.writes_contracts, parse.contract.name);
  });
}

}  // namespace faultline
