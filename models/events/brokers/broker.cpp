#include "models/events/brokers/broker.hpp"

namespace faultline {

void Broker::start() {
  for (const auto& node : nodes_.instances()) node->listen(*this);
}

std::vector<Instance*> Broker::nodes_for(std::size_t number, std::size_t replicas) {
  const auto& nodes = nodes_.instances();
  std::vector<Instance*> chosen;
  for (std::size_t i = 0; i < replicas; ++i)
    chosen.push_back(nodes[(number + i) % nodes.size()].get());
  return chosen;
}

void Broker::changed(Instance& /*node*/) {
  for (auto* partition : partitions_) partition->look();
}

}  // namespace faultline
