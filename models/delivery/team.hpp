#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/delivery/code_change.hpp"
#include "models/delivery/interface.hpp"
#include "models/delivery/settings.hpp"
#include "sim/engine/task.hpp"
#include "sim/random/stream.hpp"
#include "sim/resources/slots.hpp"

namespace faultline {

/// A team: what it is asked for, and its developers, a queue with several servers (G/G/c).
///
/// All that is drawn of a change depends on the team's name and the change's number alone, so that
/// every design gets the same changes with the same work. Which services a change needs besides its
/// own follows from what it alters and from the design.
class Team {
 public:
  /// `services`: what it owns, by number.
  Team(Calendar& calendar, TeamSettings& settings, std::vector<std::size_t> services,
       const Streams& streams);

  /// When it is asked for the change of this number, in turn.
  Time next(std::uint64_t number, Time previous);
  /// What that change is, in a design with these interfaces.
  CodeChange change(std::uint64_t number, const DeliverySettings& delivery,
                    const Interfaces& interfaces) const;

  /// Until a developer has done the team's own part of a change.
  Task<void> develop(const CodeChange& change);
  /// Until one has done what a change of another team asks of a service.
  Task<void> adapt(const CodeChange& change, const Team& asking, std::size_t service);
  /// Until one has worked on a defective change; `longest`: how long, null as for a new one.
  Task<void> fix(const CodeChange& change, const Distribution* time);

  /// Draws which parts of a change are defective: all at first, later those that were fixed.
  void find_defects(CodeChange& change, double probability) const;
  /// What is drawn of a shipment of that change alone.
  Draw shipment(const CodeChange& change) const {
    return shipments_.draw(change.number, change.shipments);
  }

 private:
  Task<void> work(Duration span);

  Calendar& calendar_;
  TeamSettings& settings_;
  std::vector<std::size_t> services_;
  Slots developers_;
  Stream gaps_, subjects_, works_, parts_, defects_, shipments_;
};

}  // namespace faultline
