#include "models/events/broker.hpp"

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

void Broker::changed(Instance& node) {
  changed_.give();
  for (auto* partition : partitions_) {
    if (!partition->led_by(node)) continue;
    if (node.up())
      partition->go_on();
    else
      faultline::start(take_over(*partition), group_);
  }
}

Task<void> Broker::take_over(Partition& partition) {
  const auto& gone = partition.leader();
  const auto wipes = gone.condition().wipes;
  const auto away = [&] { return !gone.up() && gone.condition().wipes == wipes; };
  co_await calendar().delay(failover_);
  while (partition.led_by(gone) && away() && !partition.fail_over()) co_await changed_.next();
}

}  // namespace faultline
