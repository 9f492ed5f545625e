#pragma once

#include <fmt/format.h>

#include <map>
#include <string>

#include "models/policy.hpp"
#include "models/topic.hpp"
#include "models/world.hpp"

namespace faultline {

/// What a step or policy can ask of the world when it is built into one operation of one design.
/// Names were validated before; a wrong one is our own mistake.
class Binding {
 public:
  Binding(World& world, std::string place, std::size_t callers)
      : world_(world), place_(std::move(place)), callers_(callers) {}

  Calendar& calendar() { return world_.calendar(); }
  Books& books() { return world_.books(); }
  Transactions& transactions() { return world_.transactions(); }

  /// The stream of this operation for `purpose`; a second one for the same purpose is another
  /// stream.
  Stream stream(const std::string& purpose);
  /// How often `purpose` was asked for before in this operation.
  std::uint64_t occurrence(const std::string& purpose) { return occurrences_[purpose]++; }

  Service& service_of(const std::string& operation) { return world_.service_of(operation); }
  const Operation& operation(const std::string& name) { return world_.operation(name); }
  Service& store(const std::string& name) { return world_.store(name); }
  const Distribution& store_time(const std::string& name) { return world_.store_time(name); }
  Topic& topic(const std::string& name) { return world_.topic(name); }
  const Distribution& append_time(const std::string& topic) { return world_.append_time(topic); }
  Cache& cache(const std::string& name) { return world_.cache(name); }
  const Distribution& cache_time(const std::string& name) { return world_.cache_time(name); }
  /// For what goes on beside the requests.
  TaskGroup& background() { return world_.background(); }
  std::uint32_t effect(const std::string& name) { return world_.effect(name); }
  std::uint32_t request_class(const std::string& name) { return world_.request_class(name); }

  /// For what stands around one call, innermost first: what stands around others is no matter.
  Binding around(const std::string& call) {
    const auto number = occurrence("around " + call);
    return {world_, fmt::format("{}/{}#{}", place_, call, number), callers_};
  }
  /// A number by which a policy that tries again is told from all others around the same call;
  /// `kind` is less than 2.
  std::uint64_t layer(std::uint64_t kind) {
    return 1 + kind + 2 * occurrence(fmt::format("{}", kind));
  }

  /// How many instances ask from here, each by itself.
  std::size_t callers() const { return callers_; }

 private:
  World& world_;
  std::string place_;
  std::size_t callers_;
  std::map<std::string, std::uint64_t> occurrences_;
};

}  // namespace faultline
