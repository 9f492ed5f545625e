#pragma once

#include "models/events/assignment.hpp"
#include "models/events/brokers/partition.hpp"
#include "models/events/topics/subscription.hpp"

namespace faultline {

/// The progress of a consumer group in one partition, and the consumer that it is assigned to.
class Cursor final : public Reader {
 public:
  Cursor(Subscription& group, Partition& partition, Calendar& calendar)
      : partition(partition), changed(calendar), group_(group) {}

  Partition& partition;
  Signal changed;
  std::uint64_t epoch = 0;  ///< who serves it for another one leaves it alone
  std::uint32_t owner = unowned;
  bool stopped = false;  ///< it waits to be given out
  bool dozes = false;    ///< it waits for an event to be due
  Time free_since{};     ///< of the last batch

  /// There is something that can be fetched.
  bool readable() const {
    return token_ == 0 && position_ < partition.visible() && partition.serves();
  }
  bool busy() const { return token_ != 0; }
  bool busy_with(std::uint64_t token) const { return token_ == token; }
  std::uint64_t position() const { return position_; }

  /// Work begins on the event at this place; true where it was worked on before.
  bool again_at(std::uint64_t place) {
    if (place < begun_) return true;
    begun_ = place + 1;
    return false;
  }
  std::uint64_t committed() const { return committed_; }

  /// The next `count` events are worked on as the batch of that token.
  void begin(std::uint64_t token, std::uint64_t count) {
    token_ = token;
    fetched_ = position_ += count;
  }
  /// All that was fetched is settled.
  void commit() {
    committed_ = fetched_ = position_;
    torn_ = 0;
  }
  void end() {
    token_ = 0;
    changed.give();
  }
  /// What was not committed is to be had again.
  void rewind() {
    group_.drop(static_cast<std::int64_t>(std::exchange(torn_, 0)));
    const auto first = partition.first();
    if (first > committed_) {
      const auto missed = std::min(fetched_, first);
      if (missed > committed_) group_.expire(static_cast<std::int64_t>(missed - committed_));
      committed_ = first;
    }
    position_ = committed_;
    end();
  }

  void more() override { changed.give(); }
  void gone_before(std::uint64_t first) override {
    if (first <= position_) return;
    group_.expire(static_cast<std::int64_t>(first - position_));
    position_ = first;
    if (!busy()) commit();
  }
  /// What is worked on is lost only where it would have to be had again.
  void cut(std::uint64_t end, std::uint64_t last) override {
    group_.drop(static_cast<std::int64_t>(last - std::max(position_, end)));
    if (busy()) {
      const auto kept = std::max(end, committed_);
      if (fetched_ > kept) torn_ += fetched_ - kept;
    }
    position_ = std::min(position_, end);
    fetched_ = std::min(fetched_, position_);
    begun_ = std::min(begun_, end);
    committed_ = std::min(committed_, position_);
  }
  std::uint64_t needed() const override { return committed_; }

  /// Events that are neither settled nor deleted.
  std::uint64_t pending() const {
    return partition.end() - position_ + (busy() ? fetched_ - committed_ + torn_ : 0);
  }

 private:
  Subscription& group_;
  std::uint64_t position_ = 0;   ///< of the next event that is fetched
  std::uint64_t committed_ = 0;  ///< events before it are settled
  std::uint64_t fetched_ = 0;    ///< end of the latest batch
  std::uint64_t begun_ = 0;      ///< events before it were worked on, or are gone
  std::uint64_t torn_ = 0;       ///< of that batch, events that the log has no longer
  std::uint64_t token_ = 0;      ///< of the batch that is worked on
};

}  // namespace faultline
