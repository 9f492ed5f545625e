#pragma once

#include "models/events/consumers/waiting_events.hpp"
#include "models/events/topics/subscription.hpp"
#include "sim/engine/signal.hpp"
#include "sim/resources/permits.hpp"

namespace faultline {

class Quorum;

/// Consumers that compete for the events of one queue, as in AMQP. Each takes up to `batch` events
/// (prefetch), processes `concurrency` of them at once and acknowledges each one separately. A
/// failed event is delivered again. If its consumer crashed, it returns to its old place at once,
/// since the broker detects the broken connection; with a `visibility`, as in SQS, the broker
/// detects nothing, and delivers an event that was not acknowledged in time to another consumer as
/// well. Sources: AMQP 0-9-1, section 1.8.3.13; RabbitMQ, "Consumer acknowledgements"; Amazon SQS,
/// "Visibility timeout".
class CompetingConsumers final : public Subscription {
 public:
  CompetingConsumers(Service& service, const Operation& operation, const Consumption& consumption,
                     const ConsumerSide& side);

  void start(Topic& topic, TaskGroup& group) override;
  void add(const Event& event) override;
  void drop_oldest() override;

  std::int64_t waiting() const override { return static_cast<std::int64_t>(queue_.size()); }
  std::int64_t waiting_bytes() const override { return queue_.bytes(); }
  void add_waiting_transactions(std::vector<std::uint64_t>& found) const override {
    queue_.add_transactions(found);
  }
  std::int64_t take_most_waiting() override { return std::exchange(most_waiting_, waiting()); }
  Duration lag() const override;
  std::int64_t threads() override { return running() * consumption_.concurrency; }
  void resize(std::int64_t consumers) override {
    running_ = consumers;
    scaled_.give();
  }

 private:
  std::int64_t pending() const override { return waiting() + held_ - again_; }
  void put(Waiting waiting);
  void put_back(Waiting waiting);
  /// There is one more in the queue.
  void came_in();
  Task<void> put_later(Waiting waiting);
  Waiting take();
  Task<void> consume(std::int64_t consumer);
  Task<void> work_off(Instance& at, std::deque<Waiting>& taken);
  Task<void> thread(Instance& at, std::deque<Waiting>& taken, Quorum& ended);
  Task<void> work(Instance& at, Waiting waiting);
  Task<void> give_again(Waiting waiting, Duration after);
  void failed(Waiting waiting);
  Task<void> retry(Waiting waiting);
  Time expires_first() const;
  void watch_front();
  Task<void> expire(Time due);
  void drop_gone();
  void pop_unprocessed(Unprocessed why);
  Task<void> scale(LagScaling scaling);
  bool works(std::int64_t consumer, const Instance& at) const;
  bool cut_off(const Instance& at) const;
  void lose(Waiting waiting, bool begun);
  /// True where this is the first of its deliveries that ends it.
  bool settle(Fate* fate);
  Instance& node() const;

  WaitingEvents queue_;
  Permits tokens_;  ///< one for each event in the queue, or more
  Signal scaled_;
  std::int64_t held_ = 0;   ///< taken by a consumer, or waiting for the next try
  std::int64_t again_ = 0;  ///< deliveries of events that are counted already
  std::int64_t most_waiting_ = 0;
  Time wakes_ = end_of_time;  ///< when it is next looked for what has expired
};

}  // namespace faultline
