#pragma once

#include <algorithm>
#include <vector>

#include "sim/check.hpp"
#include "sim/stream.hpp"
#include "sim/time.hpp"

namespace faultline {

/// Quantities that several faults may have a hand in at once. Their combined value is made anew at
/// each change, in a fixed order, so that with the last one gone it is exactly the neutral one.
template <class T, class Combine>
class Combined {
 public:
  explicit Combined(T neutral) : neutral_(neutral), value_(neutral) {}

  T value() const { return value_; }
  bool neutral() const { return parts_.empty(); }

  void add(T part) {
    parts_.insert(std::upper_bound(parts_.begin(), parts_.end(), part), part);
    combine();
  }
  void remove(T part) {
    const auto found = std::find(parts_.begin(), parts_.end(), part);
    check(found != parts_.end(), "a fault takes back only what it put there");
    parts_.erase(found);
    combine();
  }

 private:
  void combine() {
    value_ = neutral_;
    for (const auto& part : parts_) value_ = Combine{}(value_, part);
  }

  T neutral_;
  T value_;
  std::vector<T> parts_;
};

struct Multiply {
  double operator()(double a, double b) const { return a * b; }
};
struct Sum {
  Duration operator()(Duration a, Duration b) const { return a + b; }
};
struct Least {
  Duration operator()(Duration a, Duration b) const { return std::min(a, b); }
};
/// Of independent errors, that at least one strikes: 1 - (1 - a)(1 - b).
struct AnyOf {
  double operator()(double a, double b) const { return 1 - (1 - a) * (1 - b); }
};

inline constexpr auto no_unrest = Duration::max();

/// What faults make of events on their way into a topic: shares of them, each drawn by itself.
struct DeliveryTrouble {
  Combined<double, AnyOf> dropped{0};
  Combined<double, AnyOf> doubled{0};
  Combined<double, AnyOf> late{0};
  Combined<double, AnyOf> swapped{0};  ///< with the next
  Combined<double, AnyOf> poisoned{0};
  Combined<Duration, Sum> delay{Duration::zero()};      ///< of those that are late
  Combined<Duration, Least> patience{Duration::max()};  ///< of those that wait for the next

  bool neutral() const {
    return dropped.neutral() && doubled.neutral() && late.neutral() && swapped.neutral() &&
           poisoned.neutral();
  }
};

/// A part of what an instance holds is lost: each key with probability `share`, by a hash.
struct PartialLoss {
  double share;
  Stream keys;

  bool strikes(std::uint64_t key) const { return keys.draw(key).uniform() < share; }
};

/// What faults have made of a part. A healthy part has the neutral condition.
struct Condition {
  int crashes = 0;                                          ///< faults that keep it down
  int wipes = 0;                                            ///< how often its memory was lost
  std::vector<PartialLoss> losses;                          ///< of a part of its memory, so far
  int table_locks = 0;                                      ///< faults that lock it as a whole
  Combined<double, Multiply> slowdown{1};                   ///< factor on its service times
  Combined<Duration, Sum> extra_latency{Duration::zero()};  ///< each way, to and from it
  Combined<double, AnyOf> error_rate{0};                    ///< share of requests it fails
  Combined<Duration, Least> unrest{no_unrest};              ///< consumers come and go so often
  DeliveryTrouble delivery;                                 ///< of events published to it
  std::vector<std::size_t> lost_leaders;  ///< partitions that it leads no longer, one for each loss

  bool up() const { return crashes == 0; }
  bool healthy() const {
    return up() && table_locks == 0 && slowdown.neutral() && extra_latency.neutral() &&
           error_rate.neutral() && unrest.neutral() && delivery.neutral() && lost_leaders.empty();
  }
};

}  // namespace faultline
