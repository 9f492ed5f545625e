#include "analysis/measures/delivery_tally.hpp"

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"

namespace faultline {

namespace {

constexpr double day_s = 86400;
constexpr double hour_s = 3600;

}  // namespace

void DeliveryTally::deployment(const DeploymentRecord& record) {
  if (!covers(record.at)) return;
  ++deployments_;
  of_one_team_ += record.teams == 1;
  changes_ += record.changes;
  services_ += record.services;
  if (!record.failed) return;
  ++failed_;
  restoring_ += record.restored_after;
}

void DeliveryTally::change(const ChangeRecord& record) {
  open_ += record.in_production == end_of_time;
  if (covers(record.in_production)) lead_time_.add(record.in_production - record.asked);
}

void DeliveryTally::add_to(std::vector<double>& values) const {
  const auto all = static_cast<double>(deployments_);
  const auto per_deployment = [&](std::uint64_t sum) {
    return ratio(static_cast<double>(sum), all);
  };
  values[measure_index("deployments_per_d")] =
      ratio(all * day_s, seconds(measured_.to - measured_.from));
  values[measure_index("lead_time_p50_d")] = lead_time_.quantile_s(0.5) / day_s;
  values[measure_index("lead_time_p95_d")] = lead_time_.quantile_s(0.95) / day_s;
  values[measure_index("change_failure_rate")] = per_deployment(failed_);
  values[measure_index("restore_mean_h")] =
      ratio(seconds(restoring_) / hour_s, static_cast<double>(failed_));
  values[measure_index("batch_size")] = per_deployment(changes_);
  values[measure_index("services_per_release")] = per_deployment(services_);
  values[measure_index("independent_deployability")] = per_deployment(of_one_team_);
  values[measure_index("changes_open")] = static_cast<double>(open_);
}

}  // namespace faultline
