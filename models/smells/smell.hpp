#pragma once

#include <string>
#include <vector>

#include "models/loads/load.hpp"
#include "models/scenario/outline.hpp"

namespace faultline {

/// How much a smell matters; the words of SARIF.
enum class Severity : std::uint8_t { note, warning, error };

/// A sign of a distributed monolith, or of a call that will end badly, in the wiring of a design.
struct Smell {
  std::string kind;  ///< of the table of smells
  Severity severity;
  Place place;           ///< where the scenario says so
  std::string evidence;  ///< what was found, with names and numbers
  std::string remedy;    ///< in a sentence
};

/// One design as smells are looked for in it: only what clients reach.
class Wiring {
 public:
  /// All outlive it.
  Wiring(const Scenario& scenario, const Outline& outline, const OfferedLoad& load);

  const Scenario& scenario() const { return scenario_; }
  const OfferedLoad& load() const { return load_; }
  const DesignSettings& design() const { return *outline_.design; }
  const std::vector<const Outline::Item*>& items() const { return items_; }
  /// What each of the item's stacks is around, or null where that is no operation.
  const std::vector<const Outline::Item*>& asked_by(const Outline::Item& item) const {
    return asked_[number_of(item)];
  }
  std::size_t number_of(const Outline::Item& item) const {
    return static_cast<std::size_t>(&item - outline_.operations.data());
  }
  const Outline::Item* find(const std::string& operation) const { return outline_.find(operation); }

 private:
  const Scenario& scenario_;
  const Outline& outline_;
  const OfferedLoad& load_;
  std::vector<const Outline::Item*> items_;
  std::vector<std::vector<const Outline::Item*>> asked_;  ///< by number
};

/// What a smell tells of one place.
struct Found {
  Place place;
  std::string evidence;
};

/// One entry of the table: name, one sentence, what to do about it, and how it is found.
struct SmellKind {
  std::string name;
  Severity severity;
  std::string says;
  std::string remedy;
  std::vector<Found> (*find)(const Wiring&);
};

const std::vector<SmellKind>& smell_kinds();

/// All smells of a design, the worst first, otherwise in the order of the table and of the file.
std::vector<Smell> smells_of(const Scenario& scenario, const Outline& outline,
                             const OfferedLoad& load);

}  // namespace faultline
