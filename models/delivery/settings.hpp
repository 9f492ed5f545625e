#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/arrivals/arrivals.hpp"
#include "sim/language/codec.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// Who changes some of the services.
struct TeamSettings {
  static constexpr auto called = "team";
  std::vector<Reference> owns;
  std::unique_ptr<Arrivals> changes;
  std::unique_ptr<Distribution> work;
  std::unique_ptr<Distribution> adapting;  ///< null: as long as `work`
  std::int64_t developers = 3;
  void fields(Fields& f);

  const Distribution& part() const { return adapting ? *adapting : *work; }
};

/// What teams are asked to change in the course of months, and what becomes of a deployment: the
/// same in every design.
struct DeliverySettings {
  static constexpr auto called = "delivery";
  Duration length = std::chrono::hours(24 * 180);
  Duration warmup{};
  Table<TeamSettings> teams;
  double interface = 0.2;
  double incompatible = 0.5;
  std::unique_ptr<Distribution> pipeline;
  double fails = 0.05;
  std::unique_ptr<Distribution> noticed_after;
  std::unique_ptr<Distribution> restore;
  std::unique_ptr<Distribution> fix;  ///< null: as long as `work` of the team
  void fields(Fields& f);
};

/// How the changes of one design go to production.
struct ShippingSettings {
  static constexpr auto called = "shipping";
  std::optional<Duration> train;  ///< its period
  bool repeat = true;
  Place place;
  void fields(Fields& f);
};

}  // namespace faultline
