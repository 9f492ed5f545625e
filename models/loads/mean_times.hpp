#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/loads/flow.hpp"
#include "models/scenario/outline.hpp"

namespace faultline {

/// The operations that clients of a design reach, with their plans; calls lead forward in `order`.
struct Planned {
  std::vector<const Outline::Item*> items;
  std::vector<Plan> plans;
  std::map<std::string, int> numbers;
  std::map<std::string, std::vector<int>> consumers;  ///< by topic
  const DesignSettings* design;

  /// -1: it is not among them.
  int find(const std::string& operation) const {
    const auto found = numbers.find(operation);
    return found == numbers.end() ? -1 : found->second;
  }
};

/// How long what requests of one class ask for takes on average where nobody waits in a queue: what
/// is done at once takes as long as the slowest of its means, which is too little where they vary.
class MeanTimes {
 public:
  MeanTimes(const Scenario& scenario, const Planned& planned,
            std::optional<std::string> request_class);

  /// Of all that an operation does for a visit.
  const Mean& of(int operation) const { return whole_[static_cast<std::size_t>(operation)]; }
  /// Of the work among that.
  const Mean& work_of(int operation) const { return work_[static_cast<std::size_t>(operation)]; }
  /// Of one time of this.
  Mean once(const Plan& plan) const;
  /// Of what it asks, by itself.
  Mean own(const Plan& plan) const;

  bool concerns(const Plan& plan) const;

 private:
  Mean all(const Plan& plan) const;
  Mean work_in(const Plan& plan) const;
  Mean together(const Plan& plan) const;

  const Scenario& scenario_;
  const Planned& planned_;
  std::optional<std::string> class_;
  std::vector<Mean> whole_;
  std::vector<Mean> work_;
};

}  // namespace faultline
