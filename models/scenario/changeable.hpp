#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"
#include "sim/language/setting.hpp"

namespace faultline {

/// A thing of the scenario, some of whose settings can be changed during a run.
struct Changeable {
  enum class Sort : std::uint8_t { service, store, topic, group, policy, workload, arrivals };

  Sort sort;
  std::string path;    ///< in the scenario: "services.payment"
  std::string design;  ///< whose it is; empty: of all
  std::string name;    ///< of a part or an operation
  std::function<void(Fields&)> fields;
  Policy* policy = nullptr;

  /// Its setting of this name; null where it has none that can be changed.
  std::unique_ptr<Setting> setting(const std::string& field) const;
  /// The names of those that can.
  std::vector<std::string> settings() const;
};

/// All of them; they refer to the scenario.
std::vector<Changeable> changeables_of(Scenario& scenario);

/// The thing that `path` leads into, and the name of the field there.
struct PathToSetting {
  const Changeable* thing = nullptr;
  std::string field;
};
PathToSetting find_setting(const std::vector<Changeable>& things, const std::string& path);

/// Checks the scenario's changes.
void check_changes(Scenario& scenario, Problems& problems);

}  // namespace faultline
