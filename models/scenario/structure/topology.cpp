#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "models/scenario/outline.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Draws one design's topology from its outline.
class Drawing {
 public:
  Drawing(const Scenario& scenario, const Outline& outline, const std::string& name)
      : scenario_(scenario), outline_(outline) {
    topology_.design = name;
    const auto reached = outline_.reached_from(scenario.entries(), true);
    for (std::size_t i = 0; i < reached.size(); ++i)
      if (reached[i]) add_item(outline_.operations[i]);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (items_[i]->subscription)
        for (const auto& topic : items_[i]->subscription->consumed())
          consumers_[topic.name].push_back(i);
  }

  Topology draw() {
    const auto client = node("client", Topology::Part::client, 1);
    for (const auto* item : items_) add_operation(*item);
    for (std::size_t i = 0; i < items_.size(); ++i) add_needs(i);
    topology_.entries.clear();
    const auto& transaction = scenario_.transaction;
    for (const auto& entry : scenario_.asked_for()) {
      topology_.entries.push_back(index_of(entry));
      connect(client, service(service_in(entry)), Topology::Need::blocking,
              transaction.entry.place);
    }
    const auto& follow_up = transaction.follow_up;
    if (follow_up && follow_up->ask)
      connect(client, service(service_in(follow_up->ask->name)), Topology::Need::optional,
              follow_up->ask->place);
    for (const auto& effect : transaction.effects) add_effect(effect.name);
    return std::move(topology_);
  }

 private:
  void add_item(const Outline::Item& item) {
    numbers_.try_emplace(item.name, static_cast<int>(items_.size()));
    items_.push_back(&item);
  }

  int node(const std::string& name, Topology::Part part, double availability) {
    auto& nodes = topology_.nodes;
    const auto [known, fresh] = nodes_.try_emplace({name, part}, static_cast<int>(nodes.size()));
    if (fresh) nodes.push_back({name, part, availability});
    return known->second;
  }

  int service(const std::string& name) {
    return node(name, Topology::Part::service,
                find_entry(scenario_.services, name)->value.availability);
  }
  int store(const std::string& name) {
    const auto& settings = find_entry(scenario_.stores, name)->value;
    const auto number = node(name, Topology::Part::store, settings.availability);
    topology_.nodes[static_cast<std::size_t>(number)].owner = settings.owner.name;
    return number;
  }
  int projection(const std::string& name) {
    return node(name, Topology::Part::projection,
                find_entry(outline_.design->projections, name)->value.availability);
  }
  const TopicSettings& settings_of(const std::string& topic) const {
    return find_entry(outline_.design->topics, topic)->value;
  }
  int topic(const std::string& name) {
    const auto& settings = settings_of(name);
    const auto number = node(name, Topology::Part::topic, settings.availability);
    if (settings.broker)
      connect(number, broker(settings.broker->name), Topology::Need::stands,
              settings.broker->place);
    return number;
  }
  int broker(const std::string& name) {
    return node(name, Topology::Part::broker,
                find_entry(outline_.design->brokers, name)->value.availability);
  }
  /// The topic, and the broker that takes it along when it goes down.
  std::vector<int> needed_for(const std::string& name) {
    std::vector<int> needed{topic(name)};
    if (const auto& on = settings_of(name).broker) needed.push_back(broker(on->name));
    return needed;
  }

  void connect(int from, int to, Topology::Need need, const Place& place) {
    if (edges_.emplace(from, to, need).second)
      topology_.edges.push_back({from, to, need, place.line});
  }

  void add_effect(const std::string& name) {
    auto& effect = topology_.effects.emplace_back(Topology::Effect{name});
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (among(items_[i]->mentions.effects, name))
        add_once({topology_.operations[i].owner}, effect.by);
  }

  int index_of(const std::string& operation) const { return numbers_.at(operation); }

  void add_operation(const Outline::Item& item) {
    topology_.operations.push_back({.name = item.name,
                                    .owner = service(service_in(item.name)),
                                    .plan = {.parts = plans_of(*item.steps)}});
  }

  void add_needs(std::size_t number) {
    const auto& mentions = items_[number]->mentions;
    auto& operation = topology_.operations[number];
    for (const auto& query : mentions.queries)
      add_store(operation, store(query.store.name), query.optional, query.store.place);
    for (const auto* copies : {&mentions.reads, &mentions.projects})
      for (const auto& copy : *copies)
        add_store(operation, projection(copy.projection.name), copy.optional,
                  copy.projection.place);
    for (const auto& call : mentions.calls) {
      auto& callees = call.optional ? operation.optional : operation.calls;
      callees.push_back(index_of(call.operation.name));
      connect(operation.owner, service(service_in(call.operation.name)),
              call.optional ? Topology::Need::optional : Topology::Need::blocking,
              call.operation.place);
    }
    for (const auto& published : mentions.publishes) add_publishing(operation, published);
    for (const auto& topic : outline_.needs_topics(*items_[number]))
      add_once(needed_for(topic.name), operation.topics);
    if (const auto* subscription = items_[number]->subscription)
      for (const auto& carried : subscription->fed()) add_publishing(operation, carried);
    for (const auto& written : mentions.writes)
      if (const auto* capture = find_entry(outline_.design->captures, written.name)) {
        const auto& captured = capture->value.topic;
        connect(store(written.name), topic(captured.name), Topology::Need::event, capture->place);
        add_deliveries(operation, captured.name);
      }
  }

  void add_publishing(Topology::Operation& operation, const Reference& name) {
    connect(operation.owner, topic(name.name), Topology::Need::event, name.place);
    add_deliveries(operation, name.name);
  }

  void add_store(Topology::Operation& operation, int asked, bool optional, const Place& place) {
    if (!optional) operation.stores.push_back(asked);
    connect(operation.owner, asked, optional ? Topology::Need::optional : Topology::Need::blocking,
            place);
  }

  void add_deliveries(Topology::Operation& operation, const std::string& name) {
    for (const auto i : consumers_[name]) {
      const auto& subscription = *find_entry(outline_.design->subscriptions, items_[i]->name);
      connect(topic(name), topology_.operations[i].owner, Topology::Need::event,
              subscription.place);
      if (!subscription.value.owns(name)) continue;  // a retry topic of its own
      operation.delivers.push_back(static_cast<int>(i));
      add_once(needed_for(name), topology_.operations[i].consumes);
    }
  }

  static void add_once(const std::vector<int>& nodes, std::vector<int>& list) {
    for (const int added : nodes)
      if (std::find(list.begin(), list.end(), added) == list.end()) list.push_back(added);
  }

  const Scenario& scenario_;
  const Outline& outline_;
  std::vector<const Outline::Item*> items_;
  std::map<std::string, int> numbers_;                         ///< of the items
  std::map<std::string, std::vector<std::size_t>> consumers_;  ///< by topic: of the items
  Topology topology_;
  std::map<std::pair<std::string, Topology::Part>, int> nodes_;
  std::set<std::tuple<int, int, Topology::Need>> edges_;
};

}  // namespace

Topology topology_of(const Scenario& scenario, const Outline& outline, const std::string& design) {
  return Drawing(scenario, outline, design).draw();
}

Topology topology_of(const Scenario& scenario, const std::string& design) {
  return topology_of(scenario, outline_of(scenario, find_entry(scenario.designs, design)->value),
                     design);
}

}  // namespace faultline
