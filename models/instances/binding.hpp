#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/instances/per_caller.hpp"
#include "models/requests/layer.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

class Books;
class Cache;
class Calendar;
class Capture;
class Contracts;
class Distribution;
class Keys;
class Operation;
class Projection;
class Protections;
class Service;
class Staging;
class Step;
class Store;
class TaskGroup;
class Topic;
class Transactions;
class World;
struct Target;

/// What a step or policy can ask of the world when it is built into one operation of one design.
/// Names were validated before; a wrong one is our own mistake.
class Binding {
 public:
  /// `place` is an operation of the service `own`, or the client: null.
  Binding(World& world, std::string place, Service* own)
      : world_(world), place_(std::move(place)), own_(own) {}

  Calendar& calendar();
  Books& books();
  Transactions& transactions();
  const Keys& keys() const;
  Staging& staging();
  /// Where circuit breakers are noted, to be looked at.
  Protections& protections();

  /// The stream of this operation for `purpose`; a second one for the same purpose is another
  /// stream.
  Stream stream(const std::string& purpose);
  /// A name for `purpose` in this operation; a second one for the same purpose is another name.
  std::string own_name(const std::string& purpose);
  /// How often `purpose` was asked for before in this operation.
  std::uint64_t occurrence(const std::string& purpose) { return occurrences_[purpose]++; }

  Service& service_of(const std::string& operation);
  /// What is asked from here is asked of this service.
  void aim(Target& target, Service& service) const;
  /// The service of the operation that is built.
  Service& own_service() { return *own_; }
  const Operation& operation(const std::string& name);
  Store& store(const std::string& name);
  /// The step whose transaction of this store what is built now is a part of; null outside one.
  const Step* transaction_of(const std::string& store) const;
  /// The innermost of all; null outside any.
  const Step* transaction() const {
    return transactions_.empty() ? nullptr : transactions_.back().second;
  }
  /// What is built from now on is a part of this one too, until it is over.
  void begin(const std::string& store, const Step* transaction) {
    transactions_.emplace_back(store, transaction);
  }
  void end_transaction() { transactions_.pop_back(); }
  Topic& topic(const std::string& name);
  const Distribution& append_time(const std::string& topic);
  Cache& cache(const std::string& name);
  const Distribution& cache_time(const std::string& name);
  Projection& projection(const std::string& name);
  /// Whether any replica or projection is read in this design.
  bool reads_copies() const;
  /// The capture of the store's changes; null if there is none.
  Capture* capture(const std::string& store);
  /// For what goes on beside the requests.
  TaskGroup& background();
  const Contracts& contracts() const;
  /// By build of the own service, in which format of the contract it writes.
  std::vector<std::uint8_t> formats(const std::string& contract) const;
  std::uint32_t effect(const std::string& name);
  std::uint32_t request_class(const std::string& name);

  /// For what stands around one call: what stands around others is no matter.
  Binding around(const std::string& call);
  /// By which a policy that retries, or one that hedges, is told from the others around the call.
  Layer retry_layer() { return Layer(retries_); }
  Layer hedge_layer() { return Layer(hedges_); }
  /// The stream for `purpose` that all policies around this call draw from.
  Stream shared_stream(const std::string& purpose) const;

  /// The callers here, each with its own state.
  Callers callers() const;

 private:
  World& world_;
  std::string place_;
  Service* own_;
  std::map<std::string, std::uint64_t> occurrences_;
  std::vector<std::pair<std::string, const Step*>> transactions_;  ///< outermost first
  Layer::Taken retries_ = std::make_shared<std::uint64_t>(0);
  Layer::Taken hedges_ = std::make_shared<std::uint64_t>(1);
};

}  // namespace faultline
