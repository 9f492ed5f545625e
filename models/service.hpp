#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/instance.hpp"
#include "models/network.hpp"
#include "models/operation.hpp"

namespace faultline {

/// A service, or a store: its instances, of which each request goes to the next that is up.
/// A store has one instance, whose workers are its connections. Ignores the time that a balancer
/// takes to learn that an instance is down.
class Service {
 public:
  Service(std::string name, Network& network, Books& books, TaskGroup& zombies)
      : name_(std::move(name)), network_(network), books_(books), zombies_(zombies) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  void add_instance(HostId host, const Capacity& capacity, Stream errors);

  const std::string& name() const { return name_; }
  std::vector<std::unique_ptr<Instance>>& instances() { return instances_; }

  /// One attempt at the target's operation, at the instance whose turn it is.
  Task<Answer> attempt(const Target& target, const Call& call) {
    return choose().attempt(target, call);
  }

  std::int64_t waiting() const;
  std::int64_t take_most_waiting();

 private:
  Instance& choose() { return instances_.size() == 1 ? *instances_.front() : next_up(); }
  Instance& next_up();

  std::string name_;
  Network& network_;
  Books& books_;
  TaskGroup& zombies_;
  std::vector<std::unique_ptr<Instance>> instances_;
  std::size_t turn_ = 0;
};

}  // namespace faultline
