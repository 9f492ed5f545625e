#include "models/topic.hpp"

namespace faultline {

Subscription::Subscription(Service& service, const Operation& operation, Consumption consumption,
                           Network& network, Books& books)
    : target_{.service = &service,
              .operation = &operation,
              .sizes = {consumption.size, Bytes{0}},
              .entrance = Entrance::beside},
      consumption_(consumption),
      network_(network),
      books_(books),
      queue_(network.calendar) {}

void Subscription::start(Instance& broker, TaskGroup& group) {
  auto& instances = target_.service->instances();
  for (std::int64_t i = 0; i < consumption_.consumers; ++i) {
    auto& at = *instances[static_cast<std::size_t>(i) % instances.size()];
    faultline::start(consume(at, broker, group), group);
  }
}

Task<void> Subscription::consume(Instance& at, Instance& broker, TaskGroup& group) {
  for (;;) {
    co_await at.running();
    co_await broker.running();
    auto event = co_await queue_.take();
    if (!at.up() || !broker.up()) {
      queue_.put_back(std::move(event));
      continue;
    }
    ++held_;
    const auto call = event.call(broker.host());
    const auto answer = co_await at.attempt(target_, call);
    books_.work(answer.spent, usable(answer.outcome));
    if (usable(answer.outcome)) {
      --held_;
      ++delivered_;
    } else {
      ++event.deliveries;
      faultline::start(redeliver(std::move(event)), group);
    }
  }
}

Task<void> Subscription::redeliver(Event event) {
  co_await network_.calendar.delay(consumption_.redeliver_after);
  --held_;
  queue_.push(std::move(event));
}

void Subscription::check_books() const {
  check(published_ == delivered_ + held_ + queue_.waiting(),
        "every event published is delivered or pending");
}

}  // namespace faultline
