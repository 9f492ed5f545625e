#pragma once

#include <array>

#include "analysis/measures/measure.hpp"

namespace faultline {

/// The measures of the delivery: of the deployments between its warm-up and its end, and of the
/// changes that got into production then. Source of the first five: Forsgren, Humble, Kim,
/// "Accelerate", 2018, chapter 2; there a lead time begins at the commit.
inline constexpr auto delivery_measures = [] {
  using enum Measure::Unit;
  using enum Measure::Better;
  constexpr auto delivery = Measure::Group::delivery;
  constexpr std::string_view none =
      "the scenario has no \"delivery\", or the value is wanted for a part of the run";
  constexpr std::string_view no_deployment =
      "nothing was deployed, the scenario has no \"delivery\", or the value is wanted for a part "
      "of "
      "the run";
  constexpr std::string_view no_change =
      "no change got into production, the scenario has no \"delivery\", or the value is wanted for "
      "a part of the run";
  return std::to_array<Measure>({
      {"deployments_per_d", "Deployments", delivery, per_day, higher,
       "Deployments to production per day, those that failed included; a deployment of several "
       "services counts once.",
       none},
      {"lead_time_p50_d", "Lead time, median", delivery, days, lower,
       "Time from the request for a change until it is in production for good, waiting for "
       "developers, other teams and the release train included: half of the changes took at most "
       "this long.",
       no_change},
      {"lead_time_p95_d", "Lead time, 95 %", delivery, days, lower,
       "Time from the request for a change until it is in production for good: 95 % of the changes "
       "took at most this long.",
       no_change},
      {"change_failure_rate", "Change failure rate", delivery, share, lower,
       "Share of the deployments that failed and were rolled back.", no_deployment},
      {"restore_mean_h", "Time to restore, mean", delivery, hours, lower,
       "Mean time from a deployment that failed until its rollback was done.",
       "no deployment failed, the scenario has no \"delivery\", or the value is wanted for a part "
       "of the run"},
      {"batch_size", "Changes per deployment", delivery, count, lower,
       "Mean number of changes that a deployment brings.", no_deployment},
      {"services_per_release", "Services per deployment", delivery, count, lower,
       "Mean number of services that a deployment replaces at once.", no_deployment},
      {"independent_deployability", "Independent deployability", delivery, share, higher,
       "Share of the deployments that replace services of one team only, so that no other team is "
       "needed.",
       no_deployment},
      {"changes_open", "Changes in progress", delivery, count, lower,
       "Changes that have been asked for and are not in production at the end of the delivery.",
       none},
  });
}();

}  // namespace faultline
