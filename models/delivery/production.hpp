#pragma once

#include <vector>

#include "models/delivery/code_change.hpp"
#include "models/delivery/settings.hpp"
#include "sim/engine/task.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Changes that go to production together.
struct Shipment {
  std::vector<CodeChange*> changes{};
  Draw draw;  ///< of its times
};

/// What runs for clients. A deployment replaces the services of a shipment at one instant, when
/// the pipeline is through. It fails if any part of it is defective: of n parts that are new
///
///     P(failure) = 1 - (1 - p)^n.
///
/// Its failure is noticed after a while; then all of it is rolled back, and until that is done
/// nothing else is deployed to its services. Builds and tests run side by side, however many.
/// Source of the model: Forsgren, Humble, Kim, "Accelerate", 2018, chapter 2 (change failure
/// percentage, time to restore).
class Production {
 public:
  /// `owners`: by service, the number of its team.
  Production(Calendar& calendar, const DeliverySettings& settings, std::vector<std::size_t> owners,
             Recorder& recorder)
      : calendar_(calendar),
        settings_(settings),
        owners_(std::move(owners)),
        restored_(owners_.size(), start_of_run),
        recorder_(recorder) {}

  /// Until it is in production, or has been rolled back; the changes say which.
  Task<void> take(Shipment& shipment);

 private:
  Time free_from(const std::vector<std::size_t>& services) const;
  void put_in(Shipment& shipment);

  Calendar& calendar_;
  const DeliverySettings& settings_;
  std::vector<std::size_t> owners_;
  std::vector<Time> restored_;  ///< by service: the end of the latest rollback
  Recorder& recorder_;
};

}  // namespace faultline
