#pragma once

#include <string>
#include <vector>

#include "tests/theory/replications.hpp"

namespace faultline {

/// What one run of a design "only" led to, in exact milliseconds, in the order in which it was
/// told.
struct Consequences {
  using Times = std::vector<double>;

  explicit Consequences(const Setup& setup) {
    const auto numbers = told(setup, numbers_of);
    for (auto at = numbers.begin(); at != numbers.end(); at += 2) {
      auto* times = std::vector{&compensated, &stuck, &answered, &completed}[std::size_t(at[0])];
      times->push_back(at[1]);
    }
  }

  Times compensated;
  Times stuck;
  Times answered;
  Times completed;  ///< of those transactions that are

 private:
  static double milliseconds(Time time) {
    return static_cast<double>(time.time_since_epoch().count()) / 1e6;
  }

  static std::vector<double> numbers_of(const Ledger& ledger) {
    std::vector<double> numbers;
    const auto add = [&](double kind, Time at) {
      numbers.push_back(kind);
      numbers.push_back(milliseconds(at));
    };
    for (const auto& incident : ledger.incidents) {
      if (incident.what == Incident::compensated) add(0, incident.at);
      if (incident.what == Incident::stuck) add(1, incident.at);
    }
    for (const auto& transaction : ledger.transactions) {
      if (transaction.answered != end_of_time) add(2, transaction.answered);
      if (transaction.completed != end_of_time) add(3, transaction.completed);
    }
    return numbers;
  }
};

/// A transaction without all effects or none is stuck.
inline Setup all_or_none(Setup setup, const std::string& within) {
  setup.transaction = R"("saga": { "within": ")" + within + R"(" })";
  return setup;
}

/// Of a short list, to the nanosecond.
using Times = Consequences::Times;

}  // namespace faultline
