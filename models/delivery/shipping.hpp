#pragma once

#include <deque>

#include "models/delivery/production.hpp"
#include "models/delivery/team.hpp"
#include "sim/engine/gate.hpp"

namespace faultline {

/// How changes that are ready come to production: each alone and at once, or all that are ready
/// with the next train. A train is a batch server: a change that becomes ready at an instant that
/// has nothing to do with the timetable waits for half a period on average, and a train takes
/// rate x period of them.
class Shipping {
 public:
  Shipping(Calendar& calendar, Production& production, const ShippingSettings& settings)
      : calendar_(calendar), production_(production), settings_(settings) {}

  /// Until the change is in production, or has been rolled back and does not travel again at once.
  Task<void> ship(CodeChange& change, const Team& team);
  /// Lets trains leave for ever, if there are any.
  Task<void> run(Stream draws, TaskGroup& trips);

 private:
  /// Where its changes get off: closed until the train is back.
  struct Train {
    Train(Calendar& calendar, Draw draw)
        : shipment{.draw = draw}, first_trip(calendar), second_trip(calendar) {
      first_trip.close();
      second_trip.close();
    }

    Shipment shipment;
    Gate first_trip;
    Gate second_trip;  ///< without the defective ones
  };

  Task<void> travel(Train& train);

  Calendar& calendar_;
  Production& production_;
  const ShippingSettings& settings_;
  std::deque<Train> trains_;  ///< the last one is boarding
};

}  // namespace faultline
