#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lab/advice/draft.hpp"
#include "models/smells/smell.hpp"

namespace faultline {

/// One change of a design that may help.
struct Remedy {
  std::string kind;  ///< of the table of remedies
  std::string
      what;  ///< the change in this design: "order.place publishes what payment.charge does"
  std::function<void(Draft&)> apply;
};

/// What a remedy does to one place of a design.
struct Applied {
  std::string what;
  std::function<void(Draft&)> apply;
};

/// One entry of the table: name, what it does, what it costs, and where it applies.
struct RemedyKind {
  std::string name;
  std::string says;
  std::string price;
  std::vector<Applied> (*find)(const Wiring&);
};

const std::vector<RemedyKind>& remedy_kinds();

/// All remedies that apply to a design of the scenario, which outlives them, in the order of the
/// table and of the file.
std::vector<Remedy> remedies_for(const Scenario& scenario, const std::string& design);

}  // namespace faultline
