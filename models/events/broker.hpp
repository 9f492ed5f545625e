#pragma once

#include <vector>

#include "models/events/partition.hpp"
#include "models/serving/service.hpp"

namespace faultline {

/// The nodes that hold topics. When one is gone for `failover`, followers that are up take over
/// the partitions that it led; where none is up, the first that comes back does.
class Broker final : public Listener {
 public:
  Broker(Service& nodes, Duration failover, TaskGroup& group)
      : nodes_(nodes), failover_(failover), group_(group), changed_(nodes.calendar()) {}
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  /// Once all nodes are there.
  void start();

  Service& nodes() { return nodes_; }
  Calendar& calendar() { return nodes_.calendar(); }
  /// Partition `number` is led by node `number` mod n at first, and followed by those after it.
  std::vector<Instance*> nodes_for(std::size_t number, std::size_t replicas);
  void hold(Partition& partition) { partitions_.push_back(&partition); }

  void changed(Instance& node) override;

 private:
  Task<void> take_over(Partition& partition);

  Service& nodes_;
  Duration failover_;
  TaskGroup& group_;
  Signal changed_;
  std::vector<Partition*> partitions_;
};

}  // namespace faultline
