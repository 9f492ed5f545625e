#include "models/instances/binding.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/world/world.hpp"

namespace faultline {

Calendar& Binding::calendar() { return world_.calendar(); }
Books& Binding::books() { return world_.books(); }
Transactions& Binding::transactions() { return world_.transactions(); }
const Keys& Binding::keys() const { return world_.keys(); }
Staging& Binding::staging() { return world_.staging(); }
Protections& Binding::protections() { return world_.protections(); }
TaskGroup& Binding::background() { return world_.background(); }
bool Binding::reads_copies() const { return world_.reads_copies(); }
Service& Binding::service_of(const std::string& operation) { return world_.service_of(operation); }
const Operation& Binding::operation(const std::string& name) { return world_.operation(name); }
Store& Binding::store(const std::string& name) { return world_.store(name); }
Topic& Binding::topic(const std::string& name) { return world_.topic(name); }
Cache& Binding::cache(const std::string& name) { return world_.cache(name); }
const Distribution& Binding::cache_time(const std::string& name) { return world_.cache_time(name); }
Projection& Binding::projection(const std::string& name) { return world_.projection(name); }
Capture* Binding::capture(const std::string& store) { return world_.capture(store); }
const Contracts& Binding::contracts() const { return world_.contracts(); }
std::uint32_t Binding::effect(const std::string& name) { return world_.effect(name); }
std::uint32_t Binding::request_class(const std::string& name) { return world_.request_class(name); }
const Distribution& Binding::append_time(const std::string& topic) {
  return world_.append_time(topic);
}

std::vector<std::uint8_t> Binding::formats(const std::string& contract) const {
  const auto& contracts = world_.contracts();
  return contracts.formats(own_->name(), contracts.find(contract));
}

void Binding::aim(Target& target, Service& service) const {
  target.service = &service;
  if (service.instances().size() > 1) target.views = &service.views_of(own_, callers());
}

const Step* Binding::transaction_of(const std::string& store) const {
  const auto found = std::ranges::find(transactions_.rbegin(), transactions_.rend(), store,
                                       &std::pair<std::string, const Step*>::first);
  return found == transactions_.rend() ? nullptr : found->second;
}

Binding Binding::around(const std::string& call) {
  const auto number = occurrence("around " + call);
  return {world_, fmt::format("{}/{}#{}", place_, call, number), own_};
}

Stream Binding::shared_stream(const std::string& purpose) const {
  return world_.streams().named(place_ + "/" + purpose);
}

Callers Binding::callers() const {
  Callers callers;
  if (!own_) callers.push_back(nullptr);
  if (own_)
    for (const auto& instance : own_->instances()) callers.push_back(instance.get());
  return callers;
}

std::string Binding::own_name(const std::string& purpose) {
  const auto number = occurrences_[purpose]++;
  const auto name = place_ + "/" + purpose;
  return number == 0 ? name : name + "#" + std::to_string(number);
}

Stream Binding::stream(const std::string& purpose) {
  return world_.streams().named(own_name(purpose));
}

}  // namespace faultline
