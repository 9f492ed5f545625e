#pragma once

#include <string_view>

namespace faultline {

/// What is said of a design in one number: its name in results, and what people need to read it.
struct Measure {
  enum class Group { failure_mode, latency, consistency, cost, observability, delivery };
  enum class Unit {
    share,
    probability,
    seconds,
    per_second,
    count,
    ratio,
    transactions,
    per_day,
    hours,
    days,
    effects,  ///< from here on the unit says what is counted
    events,
    events_of_groups,  ///< an event counts once for each subscription
    updates,
    updates_per_read
  };
  enum class Better { higher, lower, neither };

  std::string_view key;    ///< in JSON, CSV and `expect`
  std::string_view title;  ///< in tables
  Group group;
  Unit unit;
  Better better;
  std::string_view meaning;  ///< one sentence
  std::string_view missing;  ///< what was not there when there is no value (NaN)

  /// Whether its unit is the name of what is counted.
  constexpr bool counts() const { return unit >= Unit::effects; }
};

constexpr std::string_view name_of(Measure::Group group) {
  constexpr std::string_view names[] = {"failure mode", "latency",       "consistency",
                                        "cost",         "observability", "delivery"};
  return names[static_cast<int>(group)];
}

constexpr std::string_view name_of(Measure::Unit unit) {
  constexpr std::string_view names[] = {
      "share",   "probability",  "seconds",         "per second", "count",
      "ratio",   "transactions", "per day",         "hours",      "days",
      "effects", "events",       "events x groups", "updates",    "updates per read"};
  return names[static_cast<int>(unit)];
}

}  // namespace faultline
