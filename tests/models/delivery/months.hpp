#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/scenario/validation/validation.hpp"
#include "models/world/delivery.hpp"

namespace faultline {

/// A scenario whose requests do not matter: one service "a" of one team, unless said otherwise.
struct MonthsSetup {
  std::string delivery;  ///< all of the section but its teams
  std::string teams;
  std::string shipping = "{}";
  std::string services = R"("a": {})";
  std::string stores;
  std::string operations = R"("a.run": [ { "effect": "done" } ])";
  std::string more_designs;

  std::string text() const {
    return R"({ "faultline": 1, "title": "A test", "question": "Is it so?",
      "run": { "length": "10s", "warmup": "0s" },
      "transaction": { "entry": "a.run", "effects": ["done"] },
      "workload": { "kind": "open", "arrivals": "1/s" },
      "services": { )" +
           services + R"( }, "stores": { )" + stores + R"( }, "operations": { )" + operations +
           R"( }, "designs": { "only": { "shipping": )" + shipping + " }" + more_designs +
           R"( }, "delivery": { )" + delivery + R"(, "teams": { )" + teams + " } } }";
  }
};

/// What one delivery records.
struct Months final : Recorder {
  explicit Months(Scenario& scenario, std::uint64_t replication = 0,
                  const std::string& design = "only") {
    deliver(scenario, design, {1, replication}, *this);
  }

  void deployment(const DeploymentRecord& record) override { deployments.push_back(record); }
  void change(const ChangeRecord& record) override { changes.push_back(record); }

  /// In hours, by instant at which they were asked for: those that are in production.
  std::vector<double> lead_times(Time from = start_of_run) const {
    auto in_turn = changes;
    std::ranges::stable_sort(in_turn, {}, &ChangeRecord::asked);
    std::vector<double> hours;
    for (const auto& one : in_turn)
      if (one.in_production != end_of_time && one.asked >= from)
        hours.push_back(seconds(one.in_production - one.asked) / 3600);
    return hours;
  }
  double mean_lead_time(Time from = start_of_run) const { return mean_of(lead_times(from)); }

  static double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const auto value : values) sum += value;
    return sum / static_cast<double>(values.size());
  }

  std::vector<DeploymentRecord> deployments;
  std::vector<ChangeRecord> changes;
};

inline Scenario scenario_of(const MonthsSetup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  return read_scenario(document);
}

inline Months months(const MonthsSetup& setup, const std::string& design = "only") {
  auto scenario = scenario_of(setup);
  return Months(scenario, 0, design);
}

}  // namespace faultline
