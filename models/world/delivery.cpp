#include "models/world/delivery.hpp"

#include "models/delivery/delivery_course.hpp"
#include "models/scenario/structure/interfaces.hpp"
#include "sim/language/among.hpp"

namespace faultline {

void deliver(Scenario& scenario, const std::string& design, const Streams& streams,
             Recorder& recorder) {
  auto& delivery = *scenario.delivery;
  const auto& settings = find_entry(scenario.designs, design)->value;
  DeliveryCourse::Wiring wiring{.owners = std::vector<std::size_t>(scenario.services.size()),
                                .interfaces = interfaces_of(scenario, settings),
                                .shipping = settings.shipping.value_or(ShippingSettings{})};
  const auto services = names_in(scenario.services);
  for (std::size_t team = 0; team < delivery.teams.size(); ++team)
    for (const auto& owned : delivery.teams[team].value.owns)
      wiring.owners[index_among(services, owned.name)] = team;
  DeliveryCourse(delivery, std::move(wiring), streams, recorder).run();
}

}  // namespace faultline
