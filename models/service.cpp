#include "models/service.hpp"

#include "models/attempt_note.hpp"

namespace faultline {

void Service::add_instance(HostId host, const Capacity& capacity, Stream errors) {
  instances_.emplace_back(network_.calendar, books_, host, capacity).draw_errors_from(errors);
}

Instance& Service::choose() {
  for (std::size_t tried = 0; tried < instances_.size(); ++tried) {
    auto& next = instances_[turn_];
    if (++turn_ == instances_.size()) turn_ = 0;
    if (next.up()) return next;
  }
  return instances_[turn_];
}

Task<Answer> Service::attempt(const Operation& operation, MessageSizes sizes, Call call) {
  AttemptNote note(books_, operation, call.first);
  const auto from = call.from;
  auto& instance = choose();
  co_await network_.latency(from, instance.host(), sizes.request, instance.condition());
  if (network_.flows()) {
    const bool arrived =
        co_await network_.platform.transfer(from, instance.host(), sizes.request.count);
    if (!arrived) co_return note.ended(Answer{});
  }
  Answer answer;
  if (instance.up()) {
    Reply reply(network_.calendar, zombies_);
    reply.serve_with(instance.serve(operation, std::move(call), reply, Entrance::queue));
    answer = co_await reply;
  }
  co_await network_.latency(instance.host(), from, sizes.response, instance.condition());
  if (network_.flows()) {
    const bool arrived =
        co_await network_.platform.transfer(instance.host(), from, sizes.response.count);
    if (!arrived) answer.outcome = Outcome::failed;
  }
  co_return note.ended(std::move(answer));
}

std::int64_t Service::waiting() const {
  std::int64_t sum = 0;
  for (const auto& instance : instances_) sum += instance.workers().waiting();
  return sum;
}

std::int64_t Service::take_most_waiting() {
  std::int64_t sum = 0;
  for (auto& instance : instances_) sum += instance.workers().take_most_waiting();
  return sum;
}

}  // namespace faultline
