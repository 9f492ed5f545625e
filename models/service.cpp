#include "models/service.hpp"

namespace faultline {

void Service::add_instance(HostId host, const Capacity& capacity, Stream errors) {
  instances_.push_back(std::make_unique<Instance>(network_, books_, zombies_, host, capacity));
  instances_.back()->draw_errors_from(errors);
}

Instance& Service::next_up() {
  for (std::size_t tried = 0; tried < instances_.size(); ++tried) {
    auto& next = *instances_[turn_];
    if (++turn_ == instances_.size()) turn_ = 0;
    if (next.up()) return next;
  }
  return *instances_[turn_];
}

std::int64_t Service::waiting() const {
  std::int64_t sum = 0;
  for (const auto& instance : instances_) sum += instance->workers().waiting();
  return sum;
}

std::int64_t Service::take_most_waiting() {
  std::int64_t sum = 0;
  for (auto& instance : instances_) sum += instance->workers().take_most_waiting();
  return sum;
}

}  // namespace faultline
