#pragma once

#include <algorithm>
#include <deque>
#include <vector>

#include "models/events/event.hpp"
#include "models/serving/instance.hpp"
#include "sim/signal.hpp"

namespace faultline {

/// Who follows a partition and wants to know what becomes of it.
class Reader {
 public:
  /// There is more to read, or it can be read again.
  virtual void more() = 0;
  /// Events before `first` are gone, read or not.
  virtual void gone_before(std::uint64_t first) = 0;
  /// So many events that nobody could read yet are gone with the leader that had them alone.
  virtual void lost(std::uint64_t count) = 0;
  /// The place from which on it still needs the events.
  virtual std::uint64_t needed() const = 0;

 protected:
  ~Reader() = default;
};

/// How a partition is kept.
struct PartitionSettings {
  std::vector<Instance*> replicas;  ///< nodes that have it, the first leader in front; or one
  Duration replication{};           ///< until the followers have an event
  std::optional<Duration> retention;
  std::optional<std::int64_t> most_bytes{};  ///< that are held; what is oldest goes first
  const EventSizes* sizes = nullptr;         ///< null: sizes do not matter
  Signal* room;                              ///< given when there is more room

  /// It holds what was had, until retention throws it away.
  bool keeps() const { return retention || most_bytes; }
};

/// A log of events in order, on one node or on several: the leader takes and gives them, followers
/// have an event `replication` later, and readers see it only then, so that none of what they saw
/// is lost when a follower takes over. With no follower up there is nobody to wait for.
/// Source: Kreps, Narkhede, Rao, "Kafka: a distributed messaging system for log processing", NetDB
/// 2011; Apache Kafka, "Replication" (high watermark).
class Partition {
 public:
  Partition(Calendar& calendar, PartitionSettings settings);
  Partition(const Partition&) = delete;
  Partition& operator=(const Partition&) = delete;

  void start(TaskGroup& group);
  void join(Reader& reader) { readers_.push_back(&reader); }

  Instance& leader() { return *settings_.replicas[leader_]; }
  bool led_by(const Instance& node) const { return settings_.replicas[leader_] == &node; }
  /// The nodes that have it, the leader included, and are up.
  std::size_t in_sync() const;

  void append(Event event);

  /// Places are counted from 0: of the first event held, behind the last that readers may see, and
  /// behind the last.
  std::uint64_t first() const { return first_; }
  std::uint64_t visible() const { return visible_; }
  std::uint64_t end() const { return first_ + log_.size(); }
  /// The size of the events held, where sizes matter.
  std::int64_t bytes() const { return bytes_; }
  /// Of the first event that somebody may still need.
  std::uint64_t kept() const { return std::max(first_, forgotten_); }
  const Event& at(std::uint64_t place) const { return log_[place - first_]; }

  /// Waits until the events before `place` can be read; false where some were lost before.
  Task<bool> replicated(std::uint64_t place);

  /// Throws the oldest event away.
  void drop_oldest();
  /// Lets go of what all readers have had.
  void forget_read();

  /// A follower that is up takes over, without what it does not have; false where none is up.
  bool fail_over();
  /// It can be read again, and is replicated again.
  void go_on();

 private:
  void tell_readers();
  Task<void> replicate();
  Task<void> retain(Duration retention);
  bool alone() const { return settings_.replicas.size() == 1 || in_sync() <= 1; }
  void show_up_to(std::uint64_t place);
  std::int64_t size_of(const Event& event) const {
    return settings_.sizes ? settings_.sizes->of(event) : 0;
  }

  Calendar& calendar_;
  PartitionSettings settings_;
  std::vector<Reader*> readers_;
  std::size_t leader_ = 0;
  std::deque<Event> log_;
  std::int64_t bytes_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t forgotten_ = 0;  ///< events before this place are held without their contents
  std::uint64_t visible_ = 0;
  std::uint64_t losses_ = 0;
  Signal appended_;
  Signal shown_;
};

}  // namespace faultline
