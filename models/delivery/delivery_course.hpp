#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "models/delivery/interface.hpp"
#include "models/delivery/shipping.hpp"

namespace faultline {

/// Months of a design: its teams are asked for changes, work on them, wait for those who have to
/// change with them, release, roll back and fix. It has a calendar of its own, and no request in
/// it. The lead time of a change begins when it is asked for and ends when it is in production for
/// good, so that it includes the team's queue and the work; DORA's begins at the commit.
///
/// Other teams get their parts when the team's own work is done, and the release waits for all of
/// them. A rollback takes back all of a release: defective changes are fixed by their team, the
/// others are released again as they are. Nothing else of the defects is modelled: which change is
/// to blame is known at once, and a change without a defect never gets one.
class DeliveryCourse {
 public:
  /// What distinguishes a design: by service its owner and its interfaces, and how it ships.
  struct Wiring {
    std::vector<std::size_t> owners;
    Interfaces interfaces;
    ShippingSettings shipping;
  };

  DeliveryCourse(DeliverySettings& settings, Wiring wiring, const Streams& streams,
                 Recorder& recorder);
  DeliveryCourse(const DeliveryCourse&) = delete;
  DeliveryCourse& operator=(const DeliveryCourse&) = delete;

  /// To the end of its length.
  void run();

 private:
  Task<void> ask(std::size_t team);
  Task<void> follow(CodeChange& change);
  Task<void> adapt(CodeChange& change, std::size_t part);

  Team& owner_of(const CodeChange::Part& part) { return teams_[wiring_.owners[part.service]]; }

  DeliverySettings& settings_;
  Wiring wiring_;
  Streams streams_;
  Recorder& recorder_;
  Calendar calendar_;
  std::deque<Team> teams_;
  std::deque<CodeChange> changes_;
  Production production_;
  Shipping shipping_;
  TaskGroup courses_;
};

}  // namespace faultline
