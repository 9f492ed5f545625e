#pragma once

#include <vector>

#include "analysis/estimates/histogram.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Adds up what a delivery records between its warm-up and its end.
class DeliveryTally {
 public:
  explicit DeliveryTally(Window measured) : measured_(std::move(measured)) {}

  void deployment(const DeploymentRecord& record);
  void change(const ChangeRecord& record);

  /// Sets the values of the delivery's measures, in the order of `measures`.
  void add_to(std::vector<double>& values) const;

 private:
  bool covers(Time at) const { return at >= measured_.from && at < measured_.to; }

  Window measured_;
  std::uint64_t deployments_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t of_one_team_ = 0;
  std::uint64_t changes_ = 0;   ///< in all deployments
  std::uint64_t services_ = 0;  ///< likewise
  Duration restoring_{};        ///< of all that failed
  std::uint64_t open_ = 0;
  Histogram lead_time_;
};

}  // namespace faultline
