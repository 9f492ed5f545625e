#include "models/balancers/balancer.hpp"

namespace faultline {

Kind<Balancer> round_robin();
Kind<Balancer> random_choice();
Kind<Balancer> weighted();
Kind<Balancer> least_in_flight();
Kind<Balancer> power_of_choices();
Kind<Balancer> consistent_hash();
Kind<Balancer> zone_aware();
Kind<Balancer> connections();

template <>
const std::vector<Kind<Balancer>>& kinds_of<Balancer>() {
  static const std::vector<Kind<Balancer>> table{
      round_robin(),      random_choice(),   weighted(),   least_in_flight(),
      power_of_choices(), consistent_hash(), zone_aware(), connections()};
  return table;
}

}  // namespace faultline
