#include "models/delivery/production.hpp"

#include <set>

namespace faultline {

namespace {

std::vector<std::size_t> services_of(const Shipment& shipment) {
  std::set<std::size_t> services;
  for (const auto* change : shipment.changes)
    for (const auto& part : change->parts) services.insert(part.service);
  return {services.begin(), services.end()};
}

}  // namespace

Task<void> Production::take(Shipment& shipment) {
  co_await calendar_.delay(settings_.pipeline->sample(shipment.draw));
  const auto services = services_of(shipment);
  while (free_from(services) > calendar_.now())
    co_await calendar_.delay(free_from(services) - calendar_.now());
  std::set<std::size_t> teams;
  for (const auto service : services) teams.insert(owners_[service]);
  const auto noticed_after = settings_.noticed_after->sample(shipment.draw);
  const auto restore = settings_.restore->sample(shipment.draw);
  const bool fails = std::ranges::any_of(shipment.changes, &CodeChange::defective);
  recorder_.deployment({.at = calendar_.now(),
                        .changes = static_cast<std::uint32_t>(shipment.changes.size()),
                        .services = static_cast<std::uint32_t>(services.size()),
                        .teams = static_cast<std::uint32_t>(teams.size()),
                        .failed = fails,
                        .restored_after = noticed_after + restore});
  if (!fails) co_return put_in(shipment);
  co_await calendar_.delay(noticed_after);
  for (const auto service : services)
    restored_[service] = std::max(restored_[service], calendar_.now() + restore);
  co_await calendar_.delay(restore);
}

Time Production::free_from(const std::vector<std::size_t>& services) const {
  auto from = start_of_run;
  for (const auto service : services) from = std::max(from, restored_[service]);
  return from;
}

void Production::put_in(Shipment& shipment) {
  for (auto* change : shipment.changes) {
    change->in_production = true;
    recorder_.change({change->asked, calendar_.now()});
  }
}

}  // namespace faultline
