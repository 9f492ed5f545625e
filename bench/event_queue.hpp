#pragma once

#include <cstdint>
#include <limits>
#include <new>
#include <vector>

namespace faultline::bench {

/// "The work of this request at this stage ends": an event of the state machine, in 16 bytes.
/// 35 bits of sequence, 24 of request and 5 of stage share a word.
struct Event {
  static constexpr int stage_bits = 5;
  static constexpr int request_bits = 24;

  std::int64_t time = std::numeric_limits<std::int64_t>::max();
  std::uint64_t rest = std::numeric_limits<std::uint64_t>::max();

  static Event of(std::int64_t time, std::uint64_t sequence, std::uint32_t request, int stage) {
    return {time,
            (sequence << request_bits | request) << stage_bits | static_cast<std::uint64_t>(stage)};
  }

  std::uint32_t request() const { return (rest >> stage_bits) & ((1u << request_bits) - 1); }
  int stage() const { return static_cast<int>(rest & ((1u << stage_bits) - 1)); }

  /// By time, ties by sequence; one comparison of 128 bits, without a branch.
  friend bool operator<(const Event& a, const Event& b) { return a.order() < b.order(); }

 private:
  unsigned __int128 order() const {
    return static_cast<unsigned __int128>(static_cast<std::uint64_t>(time)) << 64 | rest;
  }
};

/// A 4-ary heap of events. The taken top leaves a vacancy, which the next event put in fills on its
/// way down: a request that goes on to its next stage costs one pass of the heap and not two.
class EventQueue {
 public:
  /// The time of the first event; without one the end of time.
  std::int64_t next_time() {
    if (vacant_) close();
    return events_[0].time;
  }

  /// Takes the first event. next_time() was asked before.
  Event take() {
    vacant_ = true;
    return events_[0];
  }

  void put(Event event) {
    if (vacant_) {
      vacant_ = false;
      sift_down(event);
      return;
    }
    if (size_ + padding >= events_.size()) events_.resize(2 * events_.size());
    sift_up(size_++, event);
  }

 private:
  static constexpr std::size_t padding = 4;

  void close() {
    vacant_ = false;
    const auto last = events_[--size_];
    events_[size_] = Event{};
    if (size_ > 0) sift_down(last);
  }

  void sift_up(std::size_t hole, Event event) {
    while (hole > 0) {
      const auto parent = (hole - 1) / 4;
      if (!(event < events_[parent])) break;
      events_[hole] = events_[parent];
      hole = parent;
    }
    events_[hole] = event;
  }

  /// Behind the last event stand events at the end of time, so that there are always four children.
  void sift_down(Event event) {
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size_; child = 4 * hole + 1) {
      const auto* four = &events_[child];
      const auto left = four[1] < four[0] ? 1 : 0;
      const auto right = four[3] < four[2] ? 3 : 2;
      const auto least = four[right] < four[left] ? right : left;
      if (!(four[least] < event)) break;
      events_[hole] = four[least];
      hole = child + static_cast<std::size_t>(least);
    }
    events_[hole] = event;
  }

  std::vector<Event> events_ = std::vector<Event>(64);
  std::size_t size_ = 0;
  bool vacant_ = false;
};

}  // namespace faultline::bench
