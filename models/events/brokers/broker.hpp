#pragma once

#include <vector>

#include "models/events/brokers/partition.hpp"
#include "models/events/topic_settings.hpp"
#include "models/serving/service.hpp"

namespace faultline {

/// The nodes that hold topics.
class Broker final : public Listener {
 public:
  Broker(Service& nodes, const BrokerSettings& settings) : nodes_(nodes), settings_(settings) {}
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  /// Once all nodes are there.
  void start();

  Service& nodes() { return nodes_; }
  const BrokerSettings& settings() const { return settings_; }
  /// Partition `number` is led by node `number` mod n at first, and followed by those after it.
  std::vector<Instance*> nodes_for(std::size_t number, std::size_t replicas);
  void hold(Partition& partition) { partitions_.push_back(&partition); }

  void changed(Instance& node) override;

 private:
  Service& nodes_;
  const BrokerSettings& settings_;
  std::vector<Partition*> partitions_;
};

}  // namespace faultline
