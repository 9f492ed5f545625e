#pragma once

#include "models/events/subscription.hpp"
#include "models/events/waiting_events.hpp"
#include "sim/permits.hpp"
#include "sim/signal.hpp"

namespace faultline {

class Quorum;

/// Consumers that compete for the events of one queue, as those of AMQP do. Each takes up to
/// `batch` events (prefetch), works on `concurrency` of them at once and acknowledges each by
/// itself. An event is given out again after a failure or a crash, and to somebody else too when it
/// was not acknowledged for the topic's `visibility`.
class CompetingConsumers final : public Subscription {
 public:
  CompetingConsumers(Service& service, const Operation& operation, const Consumption& consumption,
                     const ConsumerSide& side);

  void start(Topic& topic, TaskGroup& group) override;
  void add(const Event& event) override;
  void drop_oldest() override;

  std::int64_t waiting() const override { return static_cast<std::int64_t>(queue_.size()); }
  std::int64_t waiting_bytes() const override { return queue_.bytes(); }
  std::int64_t take_most_waiting() override { return std::exchange(most_waiting_, waiting()); }
  Duration lag() const override;

 private:
  std::int64_t pending() const override { return waiting() + held_ - again_; }
  void put(Waiting waiting);
  Waiting take();
  Task<void> consume(std::int64_t consumer);
  Task<void> work_off(Instance& at, std::deque<Waiting>& taken);
  Task<void> thread(Instance& at, std::deque<Waiting>& taken, Quorum& ended);
  Task<void> work(Instance& at, Waiting waiting);
  Task<void> give_again(Waiting waiting, Duration after);
  void failed(Waiting waiting, Ended ended);
  Task<void> retry(Waiting waiting);
  Task<void> expire_old(Duration retention);
  void drop_gone();
  Task<void> scale(LagScaling scaling);
  bool works(std::int64_t consumer, const Instance& at) const;
  void take_back(Waiting waiting);
  /// True where this is the first of its deliveries that ends it.
  bool settle(Fate* fate);
  Instance& node() const;

  WaitingEvents queue_;
  Permits tokens_;  ///< one for each event in the queue, or more
  Signal scaled_;
  std::int64_t held_ = 0;   ///< taken by a consumer, or waiting for the next try
  std::int64_t again_ = 0;  ///< deliveries of events that are counted already
  std::int64_t most_waiting_ = 0;
  std::int64_t running_ = 0;  ///< consumers with a lower number run
  TaskGroup* group_ = nullptr;
};

}  // namespace faultline
