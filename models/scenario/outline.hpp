#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/instances/mentions.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/records/topology.hpp"

namespace faultline {

/// One design without its behaviour: which operations there are and what each mentions.
struct Outline {
  struct Item {
    std::string name;  ///< "service.operation"
    Place place;
    const Steps* steps;
    Mentions mentions;
    const SubscriptionSettings* subscription = nullptr;  ///< where it consumes a topic

    bool consumes(const std::string& topic) const;
    bool carries_to(const std::string& topic) const;
  };

  const DesignSettings* design;
  std::vector<Item> operations;                ///< the shared ones first, then the design's own
  std::map<std::string, std::size_t> numbers;  ///< of them, by name

  const Item* find(const std::string& name) const;

  /// Whether the topic has events of what the operation publishes, fails to consume, or writes to
  /// a captured store.
  bool feeds(const Item& item, const std::string& topic) const;

  /// The topics without which the operation fails: whose broker has to acknowledge an event.
  std::vector<Reference> needs_topics(const Item& item) const;

  /// Whether what some operation fails to consume goes to the topic.
  bool carried_to(const std::string& topic) const;
  /// Whether that is so of dead letters, which nobody has to consume.
  bool buries_in(const std::string& topic) const;

  /// Which operations are reached from `entries`, by calls, and through topics where `events`.
  std::vector<bool> reached_from(const std::vector<std::string>& entries, bool events) const;
};

/// An operation of the design takes the place of a shared one of the same name.
Outline outline_of(const Scenario& scenario, const DesignSettings& design);

/// What static analysis reads of the design of that name, for a validated scenario: only what its
/// entry operation reaches.
Topology topology_of(const Scenario& scenario, const std::string& design);
/// The same, where the outline of that design is known.
Topology topology_of(const Scenario& scenario, const Outline& outline, const std::string& design);

}  // namespace faultline
