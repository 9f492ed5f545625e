#include "analysis/measures/delivery_tally.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/measures.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

Time day(double number) { return start_of_run + from_seconds(number * 86400); }

double value(const DeliveryTally& tally, std::string_view measure) {
  std::vector<double> values(measures.size(), NAN);
  tally.add_to(values);
  return values[find_measure(measure).value()];
}

}  // namespace

TEST_CASE("a delivery: its measures by hand, over the deployments behind the warm-up") {
  DeliveryTally tally({"delivery", day(10), day(30)});
  tally.deployment({.at = day(5), .changes = 9, .services = 9, .teams = 9, .failed = true});
  tally.deployment({.at = day(12), .changes = 1, .services = 1, .teams = 1, .failed = false});
  tally.deployment({.at = day(14),
                    .changes = 6,
                    .services = 3,
                    .teams = 2,
                    .failed = true,
                    .restored_after = 2h});
  tally.deployment({.at = day(15),
                    .changes = 4,
                    .services = 3,
                    .teams = 1,
                    .failed = true,
                    .restored_after = 4h});
  tally.deployment({.at = day(20), .changes = 1, .services = 1, .teams = 1, .failed = false});
  CHECK(value(tally, "deployments_per_d") == 4.0 / 20);
  CHECK(value(tally, "change_failure_rate") == 2.0 / 4);
  CHECK(value(tally, "restore_mean_h") == 3);
  CHECK(value(tally, "batch_size") == (1 + 6 + 4 + 1) / 4.0);
  CHECK(value(tally, "services_per_release") == (1 + 3 + 3 + 1) / 4.0);
  CHECK(value(tally, "independent_deployability") == 3.0 / 4);
}

TEST_CASE("a delivery: lead times of what got into production, and what did not") {
  DeliveryTally tally({"delivery", day(10), day(30)});
  tally.change({day(1), day(9)});  // before the warm-up was over
  for (int i = 1; i <= 20; ++i) tally.change({day(9), day(9 + i)});
  tally.change({day(29), end_of_time});
  CHECK(value(tally, "lead_time_p50_d") == Approx(10).epsilon(1.0 / 128));
  CHECK(value(tally, "lead_time_p95_d") == Approx(19).epsilon(1.0 / 128));
  CHECK(value(tally, "changes_open") == 1);
}

TEST_CASE("a delivery: what nothing tells of has no value") {
  const DeliveryTally nothing({"delivery", day(0), day(30)});
  CHECK(value(nothing, "deployments_per_d") == 0);
  for (const auto* measure :
       {"lead_time_p50_d", "lead_time_p95_d", "change_failure_rate", "restore_mean_h", "batch_size",
        "services_per_release", "independent_deployability"})
    CHECK(std::isnan(value(nothing, measure)));
}
