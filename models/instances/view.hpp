#pragma once

#include <optional>
#include <vector>

#include "models/instances/pool.hpp"

namespace faultline {

/// A connection that calls of one caller follow.
struct FollowedConnection {
  Instance* to = nullptr;
  std::uint32_t process = 0;
  Time opened{};
};

/// What one caller knows about a service's instances or (the view of all) what a balancer in front
/// of all callers knows about them.
class View {
 public:
  /// `caller` is its number; a caller begins its turns at the instance of its own number, so that
  /// callers which start together do not all ask the same one first.
  explicit View(std::uint32_t caller) : caller_(caller) {}
  /// The view of all: it sees the requests in flight at an instance from all callers.
  View() : sees_all_(true) {}
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  std::uint32_t caller() const { return caller_; }
  bool sees_all() const { return sees_all_; }

  /// The next turn in the pool.
  std::uint64_t next_turn(const Pool& pool) {
    while (turns_.size() <= pool.number()) turns_.push_back(caller_);
    return turns_[pool.number()]++;
  }

  /// What it knows of one instance.
  struct Known {
    double credit = 0;           ///< for balancers that share turns out by weight
    std::uint64_t turn = 0;      ///< of its zone, where it is the first there
    std::int64_t in_flight = 0;  ///< calls of this caller that have not ended for it
  };
  Known& of(const Instance& instance) {
    const auto number = instance.number();
    if (known_.size() <= number) known_.resize(number + 1);
    return known_[number];
  }

  std::int64_t in_flight(const Instance& instance) {
    return sees_all_ ? instance.in_flight() : of(instance).in_flight;
  }

  /// Counts a call to an instance while it exists.
  class UnderWay {
   public:
    UnderWay(View& view, const Instance& instance) : view_(view), instance_(instance) {
      ++view_.of(instance_).in_flight;
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;
    ~UnderWay() { --view_.of(instance_).in_flight; }

   private:
    View& view_;
    const Instance& instance_;
  };

  std::vector<FollowedConnection> connections;
  std::uint64_t connection_turn = 0;

  /// The instances that it knows, where that is not all of them, and as of which change.
  std::optional<Pool> subset;
  std::uint64_t subset_as_of = 0;

 private:
  std::uint32_t caller_ = 0;
  bool sees_all_ = false;
  std::vector<std::uint64_t> turns_;
  std::vector<Known> known_;
};

}  // namespace faultline
