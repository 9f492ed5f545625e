#include "models/delivery/shipping.hpp"

namespace faultline {

Task<void> Shipping::ship(CodeChange& change, const Team& team) {
  if (!settings_.train) {
    Shipment alone{{&change}, team.shipment(change)};
    co_await production_.take(alone);
  } else {
    auto& train = trains_.back();
    train.shipment.changes.push_back(&change);
    co_await train.first_trip.opened();
    const bool repeats = settings_.repeat && !change.in_production && !change.defective();
    if (repeats) co_await train.second_trip.opened();
  }
  ++change.shipments;
}

Task<void> Shipping::run(Stream draws, TaskGroup& trips) {
  if (!settings_.train) co_return;
  for (std::uint64_t number = 0;; ++number) {
    trains_.emplace_back(calendar_, draws.draw(number));
    co_await calendar_.delay(*settings_.train);
    start(travel(trains_.back()), trips);
  }
}

Task<void> Shipping::travel(Train& train) {
  auto& shipment = train.shipment;
  if (shipment.changes.empty()) co_return;
  co_await production_.take(shipment);
  const bool failed = std::ranges::any_of(shipment.changes, &CodeChange::defective);
  std::erase_if(shipment.changes, [](const CodeChange* change) { return change->defective(); });
  train.first_trip.open();
  if (!failed || !settings_.repeat) co_return;
  if (!shipment.changes.empty()) co_await production_.take(shipment);
  train.second_trip.open();
}

}  // namespace faultline
