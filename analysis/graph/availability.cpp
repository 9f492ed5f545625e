#include "analysis/graph/availability.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

namespace faultline {

namespace {

using Part = Topology::Part;
using What = Plan::What;

constexpr std::int64_t most_steps = 5'000'000;  ///< of all operations together

bool chooses(const Plan& plan) {
  return plan.needed &&
         (plan.what == What::one_of || (plan.what == What::at_once && plan.need > 0) ||
          std::ranges::any_of(plan.parts, chooses));
}

/// The probability that at least `need` of independent events happen.
double at_least(std::size_t need, const std::vector<double>& each) {
  std::vector<double> exactly(need + 1);  // the last one: so many or more
  exactly[0] = 1;
  for (const double p : each)
    for (auto n = need + 1; n-- > 0;) {
      const double stays = n == need ? 1 : 1 - p;
      exactly[n] = exactly[n] * stays + (n > 0 ? exactly[n - 1] * p : 0);
    }
  return exactly[need];
}

/// Whether requests succeed, for states of the parts.
class States {
 public:
  explicit States(const Topology& topology) : topology_(topology) {
    for (std::size_t i = 0; i < topology.operations.size(); ++i)
      operations_.emplace(topology.operations[i].name, static_cast<int>(i));
    for (std::size_t i = 0; i < topology.nodes.size(); ++i) {
      const auto& node = topology.nodes[i];
      if (node.part == Part::store || node.part == Part::projection)
        stores_.emplace(node.name, static_cast<int>(i));
      if (node.part == Part::topic) topics_.emplace(node.name, static_cast<int>(i));
    }
    is_up_.resize(topology.nodes.size());
    known_.resize(topology.operations.size());
  }

  void set(int node, bool up) { is_up_[static_cast<std::size_t>(node)] = up; }
  std::int64_t steps() const { return steps_; }

  /// All parts that some way of the operation needs, ascending.
  std::vector<int> parts_of(int operation) const {
    std::vector<int> parts;
    std::vector<bool> seen(topology_.operations.size());
    std::vector<int> open{operation};
    while (!open.empty()) {
      const auto at = static_cast<std::size_t>(open.back());
      open.pop_back();
      if (seen[at]) continue;
      seen[at] = true;
      const auto& needs = topology_.operations[at];
      parts.push_back(needs.owner);
      for (const auto* list : {&needs.stores, &needs.topics})
        parts.insert(parts.end(), list->begin(), list->end());
      open.insert(open.end(), needs.calls.begin(), needs.calls.end());
      meet(needs.plan, parts, open);
    }
    std::ranges::sort(parts);
    parts.erase(std::ranges::unique(parts).begin(), parts.end());
    return parts;
  }

  double succeeds(int operation) {
    std::ranges::fill(known_, std::nullopt);
    return probability_of(operation);
  }

 private:
  int called_by(const Plan& plan) const {
    const auto found = operations_.find(plan.target);
    return plan.what != What::call || found == operations_.end() ? -1 : found->second;
  }

  /// The store or topic that this needs; -1: none that is known.
  int asked_by(const Plan& plan) const {
    const bool at_store = plan.what == What::query || plan.what == What::session;
    if (!at_store && plan.what != What::publish) return -1;
    const auto& names = at_store ? stores_ : topics_;
    const auto found = names.find(plan.target);
    return found == names.end() ? -1 : found->second;
  }

  void meet(const Plan& plan, std::vector<int>& parts, std::vector<int>& open) const {
    if (!plan.needed) return;
    if (const int called = called_by(plan); called >= 0) open.push_back(called);
    if (const int asked = asked_by(plan); asked >= 0) parts.push_back(asked);
    for (const auto& part : plan.parts) meet(part, parts, open);
  }

  double up(int node) const { return is_up_[static_cast<std::size_t>(node)] ? 1 : 0; }

  /// Calls that go in a circle add nothing to what the first of them needs.
  double probability_of(int operation) {
    auto& known = known_[static_cast<std::size_t>(operation)];
    if (known) return *known;
    known = 1;
    const auto& needs = topology_.operations[static_cast<std::size_t>(operation)];
    double all = up(needs.owner);
    for (const int store : needs.stores) all *= up(store);
    for (const int topic : needs.topics) all *= up(topic);
    if (needs.plan.parts.empty())
      for (const int call : needs.calls) all *= probability_of(call);
    else if (all > 0)
      all *= probability_of(needs.plan);
    return *(known = all);
  }

  double probability_of(const Plan& plan) {
    ++steps_;
    if (!plan.needed) return 1;
    double once = 1;
    if (plan.what == What::one_of) {
      once = 0;
      for (const auto& part : plan.parts) once += part.times * probability_of(part);
    } else if (plan.what == What::at_once && plan.need > 0) {
      std::vector<double> each;
      for (const auto& part : plan.parts) each.push_back(probability_of(part));
      once = at_least(plan.need, each);
    } else {
      if (const int called = called_by(plan); called >= 0) once = probability_of(called);
      if (const int asked = asked_by(plan); asked >= 0) once *= up(asked);
      for (const auto& part : plan.parts) once *= probability_of(part);
    }
    return plan.times > 1 ? std::pow(once, plan.times) : once;
  }

  const Topology& topology_;
  std::map<std::string_view, int> operations_;
  std::map<std::string_view, int> stores_;
  std::map<std::string_view, int> topics_;
  std::vector<bool> is_up_;
  std::vector<std::optional<double>> known_;
  std::int64_t steps_ = 0;
};

/// Sums over the states of the parts that not every way of an operation needs.
class Factoring {
 public:
  Factoring(const Topology& topology, States& states, int operation, std::vector<int> parts)
      : topology_(topology), states_(states), operation_(operation), parts_(std::move(parts)) {}

  Availability sum() {
    sum_ = {0, 0};
    split(0, 1);
    return sum_;
  }

 private:
  double with_all_from(std::size_t first, bool up) {
    for (auto i = first; i < parts_.size(); ++i) states_.set(parts_[i], up);
    return states_.succeeds(operation_);
  }

  void split(std::size_t first, double probability) {
    if (probability == 0) return;
    const double low = with_all_from(first, false);
    const double high = with_all_from(first, true);
    if (low == high || first == parts_.size() || states_.steps() > most_steps) {
      sum_.low += probability * low;
      sum_.high += probability * high;
      return;
    }
    const double up = topology_.nodes[static_cast<std::size_t>(parts_[first])].availability;
    states_.set(parts_[first], true);
    split(first + 1, probability * up);
    states_.set(parts_[first], false);
    split(first + 1, probability * (1 - up));
  }

  const Topology& topology_;
  States& states_;
  int operation_;
  std::vector<int> parts_;
  Availability sum_;
};

/// The service, stores and topics of each operation.
BitTable nodes_of(const Topology& topology, std::size_t columns) {
  BitTable own(topology.operations.size(), columns);
  for (std::size_t i = 0; i < topology.operations.size(); ++i) {
    const auto& operation = topology.operations[i];
    own.set(i, static_cast<std::size_t>(operation.owner));
    for (const auto* list : {&operation.stores, &operation.topics})
      for (const int node : *list) own.set(i, static_cast<std::size_t>(node));
  }
  return own;
}

/// From each operation to those in these lists of it.
using Calls = std::vector<int> Topology::Operation::*;
Arcs arcs_along(const Topology& topology, std::initializer_list<Calls> lists) {
  Arcs arcs{.vertices = static_cast<int>(topology.operations.size())};
  for (int i = 0; i < arcs.vertices; ++i)
    for (const auto list : lists)
      for (const int call : topology.operations[static_cast<std::size_t>(i)].*list)
        arcs.list.emplace_back(i, call);
  return arcs;
}

}  // namespace

Needed needed_in(const Topology& topology) {
  const auto columns = topology.nodes.size() + 1;
  auto own = nodes_of(topology, columns);
  for (std::size_t i = 0; i < topology.operations.size(); ++i)
    if (chooses(topology.operations[i].plan)) own.set(i, columns - 1);
  return {reached(arcs_along(topology, {&Topology::Operation::calls}), own, columns), columns};
}

Reach asked_in(const Topology& topology, std::size_t columns) {
  const auto arcs =
      arcs_along(topology, {&Topology::Operation::calls, &Topology::Operation::optional});
  return reached(arcs, nodes_of(topology, columns), columns);
}

std::vector<Availability> availabilities_of(const Topology& topology, const Needed& needed) {
  States states(topology);
  std::vector<Availability> found;
  for (std::size_t i = 0; i < topology.operations.size(); ++i) {
    const auto row = needed.reach.row_of(static_cast<int>(i));
    const auto& rows = needed.reach.rows;
    const auto always_needed = [&](int node) {
      return rows.has(row, static_cast<std::size_t>(node));
    };
    double always = 1;
    rows.each(row, [&](int node) {
      if (node < std::ssize(topology.nodes)) always *= topology.nodes[node].availability;
    });
    for (const int node : topology.operations[i].consumes)
      if (!always_needed(node)) always *= topology.nodes[node].availability;
    Availability rest{1, 1};
    if (rows.has(row, needed.choices())) {
      auto parts = states.parts_of(static_cast<int>(i));
      for (const int part : parts) states.set(part, true);
      std::erase_if(parts, always_needed);
      rest = Factoring(topology, states, static_cast<int>(i), std::move(parts)).sum();
    }
    found.push_back({always * rest.low, always * rest.high});
  }
  return found;
}

}  // namespace faultline
