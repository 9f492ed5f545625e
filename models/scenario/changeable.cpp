#include "models/scenario/changeable.hpp"

#include <set>

#include "models/arrivals/arrivals.hpp"
#include "models/policies/policy.hpp"
#include "models/scenario/outline.hpp"

namespace faultline {

std::unique_ptr<Setting> Changeable::setting(const std::string& field) const {
  auto f = Fields::finding(field);
  fields(f);
  return f.found();
}

std::vector<std::string> Changeable::settings() const {
  Fields f;
  fields(f);
  std::vector<std::string> names;
  for (const auto& field : f.described())
    if (field.rule.changeable) names.push_back(field.name);
  return names;
}

namespace {

/// Collects what can be changed.
class Collection {
 public:
  explicit Collection(Scenario& scenario) : scenario_(scenario) {}

  std::vector<Changeable> collect() {
    using Sort = Changeable::Sort;
    for (auto& [name, place, service] : scenario_.services)
      add(Sort::service, service, name, place);
    for (auto& [name, place, store] : scenario_.stores) add(Sort::store, store, name, place);
    if (auto* workload = scenario_.workload.get()) add_workload(*workload);
    if (auto* arrivals = scenario_.workload ? scenario_.workload->arrivals() : nullptr)
      things_.push_back({Sort::arrivals, "workload.arrivals", "", "",
                         [arrivals](Fields& f) { arrivals->fields(f); }});
    add_all(scenario_.transaction.policies, "");
    for (auto& [name, place, design] : scenario_.designs) {
      design_ = name;
      for (auto& topic : design.topics) add(Sort::topic, topic.value, topic.name, topic.place);
      for (auto& group : design.subscriptions)
        add(Sort::group, group.value, group.name, group.place);
      for (const auto& item : outline_of(scenario_, design).operations)
        for (const auto& stack : item.mentions.stacks)
          add_all(*stack.policies, find_entry(design.operations, item.name) ? name : "");
    }
    return std::move(things_);
  }

 private:
  template <class Thing>
  void add(Changeable::Sort sort, Thing& thing, const std::string& name, const Place& place) {
    things_.push_back(
        {sort, path_to(place.pointer), design_, name, [&thing](Fields& f) { thing.fields(f); }});
  }

  void add_workload(Workload& workload) {
    const Changeable thing{Changeable::Sort::workload, "workload", "", "",
                           [&workload](Fields& f) { workload.fields(f); }};
    if (!thing.settings().empty()) things_.push_back(thing);
  }

  void add_all(const Policies& policies, const std::string& design) {
    for (const auto& policy : policies) {
      if (!policy || !known_.insert(policy.get()).second) continue;
      auto* own = policy.get();
      things_.push_back({Changeable::Sort::policy, path_to(own->place().pointer), design, "",
                         [own](Fields& f) { own->fields(f); }, own});
    }
  }

  Scenario& scenario_;
  std::string design_;
  std::set<const Policy*> known_;
  std::vector<Changeable> things_;
};

}  // namespace

std::vector<Changeable> changeables_of(Scenario& scenario) {
  return Collection(scenario).collect();
}

PathToSetting find_setting(const std::vector<Changeable>& things, const std::string& path) {
  PathToSetting found;
  for (const auto& thing : things) {
    const bool leads = path.starts_with(thing.path + ".");
    if (!leads || (found.thing && found.thing->path.size() >= thing.path.size())) continue;
    found = {&thing, path.substr(thing.path.size() + 1)};
  }
  return found;
}

}  // namespace faultline
