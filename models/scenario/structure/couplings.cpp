#include "models/scenario/structure/couplings.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace faultline {

namespace {

using Coupling = CouplingGraph::Kind;

/// Draws the graph of one design from its outline.
class Couplings {
 public:
  Couplings(const Scenario& scenario, const Outline& outline)
      : scenario_(scenario), outline_(outline) {
    const auto reached = outline.reached_from(scenario.entries(), true);
    for (std::size_t i = 0; i < reached.size(); ++i)
      if (reached[i]) items_.push_back(&outline.operations[i]);
  }

  CouplingGraph draw() {
    graph_.has_contracts = !scenario_.contracts.empty();
    for (const auto* item : items_) part(service_in(item->name), "service");
    graph_.services = static_cast<int>(graph_.parts.size());
    for (const auto* item : items_)
      for (const auto& effect : item->mentions.effects) producers_[effect.name].push_back(item);
    for (const auto* item : items_) add(*item);
    join_owners();
    join_for_release();
    return std::move(graph_);
  }

 private:
  /// A thing that several services can be joined to, with those who are.
  struct User {
    int by;
    std::string because;
    int line;
  };
  using Users = std::map<std::string, std::vector<User>>;

  int part(const std::string& name, const char* role) {
    const auto [known, fresh] =
        numbers_.try_emplace({name, role}, static_cast<int>(graph_.parts.size()));
    if (fresh) graph_.parts.push_back({name, role, known->second});
    return known->second;
  }
  int service(const std::string& name) { return numbers_.at({name, "service"}); }
  int operation(const std::string& name) {
    const int number = part(name, "operation");
    graph_.parts[static_cast<std::size_t>(number)].service = service(service_in(name));
    return number;
  }
  bool is_here(const std::string& name) const { return numbers_.contains({name, "service"}); }

  void join(Coupling kind, int to, const User& user) {
    if (!known_.emplace(user.by, to, kind).second) return;
    graph_.edges.push_back({user.by, to, kind, user.because, user.line});
  }

  User says(const Outline::Item& item, const char* does, const Reference& what) {
    return {operation(item.name), fmt::format("{} {} {}", item.name, does, what.name),
            what.place.line};
  }

  void add(const Outline::Item& item) {
    const auto& mentions = item.mentions;
    for (const auto& call : mentions.calls) {
      const auto user = says(item, "calls", call.operation);
      if (!call.optional) join(Coupling::temporal, operation(call.operation.name), user);
      const auto callee = service_in(call.operation.name);
      if (callee != service_in(item.name)) join(Coupling::spatial, service(callee), user);
    }
    for (const auto& query : mentions.queries) {
      const auto user = says(item, "queries", query.store);
      const int store = part(query.store.name, "store");
      if (!query.optional) join(Coupling::temporal, store, user);
      join(Coupling::data, store, user);
      stores_[query.store.name].push_back(user);
    }
    for (const auto* copies : {&mentions.reads, &mentions.projects})
      for (const auto& copy : *copies)
        if (!copy.optional)
          join(Coupling::temporal, part(copy.projection.name, "projection"),
               says(item, "uses", copy.projection));
    for (const auto& topic : outline_.needs_topics(item))
      join(Coupling::temporal, part(topic.name, "topic"), says(item, "publishes to", topic));
    for (const auto& effect : mentions.awaited)
      for (const auto* producer : producers_[effect.name])
        join(Coupling::temporal, operation(producer->name), says(item, "awaits", effect));
    add_formats(item);
  }

  void add_formats(const Outline::Item& item) {
    for (const auto& contract : item.mentions.writes_contracts) {
      const auto user = says(item, "writes", contract);
      join(Coupling::format, part(contract.name, "contract"), user);
      tied_[contract.name].push_back(user);
    }
    for (const auto& parse : item.mentions.parses) {
      const bool strict = parse.style == ReaderStyle::strict;
      const auto user = says(item, strict ? "strictly reads" : "reads", parse.contract);
      join(Coupling::format, part(parse.contract.name, "contract"), user);
      if (!strict) continue;
      tied_[parse.contract.name].push_back(user);
      strictly_read_.insert(parse.contract.name);
    }
  }

  void join_owners() {
    for (const auto& [name, place, settings] : scenario_.stores)
      if (is_here(settings.owner.name) && stores_.contains(name)) {
        const User owner{service(settings.owner.name),
                         fmt::format("{} owns {}", settings.owner.name, name),
                         settings.owner.place.line};
        join(Coupling::data, part(name, "store"), owner);
        stores_[name].push_back(owner);
      }
    for (const auto& [name, place, settings] : scenario_.contracts)
      if (is_here(settings.owner.name) && numbers_.contains({name, "contract"}))
        join(Coupling::format, part(name, "contract"),
             {service(settings.owner.name), fmt::format("{} owns {}", settings.owner.name, name),
              settings.owner.place.line});
  }

  int services_of(const std::vector<User>& users) const {
    std::set<int> services;
    for (const auto& user : users)
      services.insert(graph_.parts[static_cast<std::size_t>(user.by)].service);
    return static_cast<int>(services.size());
  }

  void join_all(const std::string& name, const char* role, const std::vector<User>& users) {
    if (services_of(users) < 2) return;
    for (const auto& user : users) join(Coupling::deployment, part(name, role), user);
  }

  void join_for_release() {
    for (const auto& [name, users] : stores_) join_all(name, "store", users);
    for (const auto& name : strictly_read_) join_all(name, "contract", tied_[name]);
    for (const auto* release : scenario_.releases_of(*outline_.design)) {
      std::vector<User> users;
      for (const auto& moved : release->services)
        if (is_here(moved.name))
          users.push_back({service(moved.name),
                           fmt::format("release \"{}\" moves {}", release->name.name, moved.name),
                           moved.place.line});
      join_all(release->name.name, "release", users);
    }
  }

  const Scenario& scenario_;
  const Outline& outline_;
  std::vector<const Outline::Item*> items_;
  std::map<std::string, std::vector<const Outline::Item*>> producers_;  ///< by effect
  CouplingGraph graph_;
  std::map<std::pair<std::string, std::string>, int> numbers_;  ///< of parts, by name and role
  std::set<std::tuple<int, int, Coupling>> known_;
  Users stores_;
  Users tied_;  ///< by contract: who writes it, and who reads it strictly
  std::set<std::string> strictly_read_;
};

}  // namespace

CouplingGraph couplings_of(const Scenario& scenario, const Outline& outline) {
  return Couplings(scenario, outline).draw();
}

}  // namespace faultline
