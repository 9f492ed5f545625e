#pragma once

#include <string>
#include <vector>

#include "models/network.hpp"
#include "models/service.hpp"
#include "sim/channel.hpp"

namespace faultline {

/// Something that happened, on its way to one subscription.
struct Event {
  TransactionRef transaction;
  std::uint64_t attempt = 0;     ///< of the call that published it
  std::uint32_t deliveries = 0;  ///< tries to process it so far
  bool first = true;             ///< published by an original request, not by a retry

  /// The call that has a consumer process it, asked by the broker on host `from`.
  Call call(HostId from) const {
    return {.transaction = &*transaction,
            .attempt = nested_attempt(attempt, deliveries),
            .from = from,
            .first = first && deliveries == 0};
  }
};

/// How a subscription consumes.
struct Consumption {
  std::int64_t consumers = 1;
  Duration redeliver_after{};
  Bytes size{1024};  ///< of one event
};

/// A group of consumers with its own place in a topic: a queue that grows while they are slow or
/// down. At-least-once: an event is gone only once it has been processed; after a failure or a
/// crash it is delivered again. Consumer i runs beside the workers of instance i mod n of its
/// service.
class Subscription {
 public:
  Subscription(Service& service, const Operation& operation, Consumption consumption,
               Network& network, Books& books);
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  void add(Event event) {
    ++published_;
    queue_.push(std::move(event));
  }

  /// Starts the consumers, which fetch from `broker`, in `group`.
  void start(Instance& broker, TaskGroup& group);

  std::int64_t waiting() const { return queue_.waiting(); }
  std::int64_t take_most_waiting() { return queue_.take_most_waiting(); }

  /// Checks that every event published was delivered or is pending.
  void check_books() const;

 private:
  Task<void> consume(Instance& at, Instance& broker, TaskGroup& group);
  Task<void> redeliver(Event event);

  Target target_;
  Consumption consumption_;
  Network& network_;
  Books& books_;
  Channel<Event> queue_;
  std::int64_t published_ = 0;
  std::int64_t delivered_ = 0;
  std::int64_t held_ = 0;  ///< by a consumer, or waiting to be delivered again
};

/// A named log of events on a broker: what is published reaches every subscription.
class Topic {
 public:
  explicit Topic(Service& broker) : broker_(broker) {}

  Service& broker() { return broker_; }
  void add_subscription(Subscription& subscription) { subscriptions_.push_back(&subscription); }

  void publish(const Call& call) {
    for (auto* subscription : subscriptions_)
      subscription->add({TransactionRef(*call.transaction), call.attempt, 0, call.first});
  }

 private:
  Service& broker_;
  std::vector<Subscription*> subscriptions_;
};

}  // namespace faultline
