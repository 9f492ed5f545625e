#include "models/service.hpp"

#include "models/attempt_note.hpp"

namespace faultline {

void Service::add_instance(HostId host, const Capacity& capacity, Stream errors) {
  instances_.push_back(std::make_unique<Instance>(network_.calendar, books_, host, capacity));
  instances_.back()->draw_errors_from(errors);
}

Instance& Service::choose() {
  for (std::size_t tried = 0; tried < instances_.size(); ++tried) {
    auto& next = *instances_[turn_];
    if (++turn_ == instances_.size()) turn_ = 0;
    if (next.up()) return next;
  }
  return *instances_[turn_];
}

Task<Answer> Service::attempt(const Operation& operation, MessageSizes sizes, Call call) {
  AttemptNote note(books_, operation, call.first);
  auto& instance = choose();
  const auto to = instance.host();
  co_await network_.latency(call.from, to, sizes.request, instance.condition());
  if (network_.flows()) {
    const bool arrived = co_await network_.platform.transfer(call.from, to, sizes.request.count);
    if (!arrived) co_return note.delivered();
  }
  if (instance.up()) {
    Reply reply(network_.calendar, zombies_);
    reply.serve_with(instance.serve(operation, call, reply, Entrance::queue));
    note.answered(co_await reply);
  }
  co_await network_.latency(to, call.from, sizes.response, instance.condition());
  if (network_.flows()) {
    const bool arrived = co_await network_.platform.transfer(to, call.from, sizes.response.count);
    if (!arrived) note.lost_answer();
  }
  co_return note.delivered();
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
