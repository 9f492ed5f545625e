#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/check.hpp"
#include "sim/distribution.hpp"
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
/// Of independent errors, that at least one strikes: 1 - (1 - a)(1 - b).
struct AnyOf {
  double operator()(double a, double b) const { return 1 - (1 - a) * (1 - b); }
};

class Fault;

/// What faults make each message to or from a part take more, each by a law of its own.
class ExtraLatencies {
 public:
  bool neutral() const { return laws_.empty(); }
  void add(const Fault& fault, const Distribution& law, const Stream& draws) {
    laws_.push_back({&fault, &law, draws});
  }
  void remove(const Fault& fault) {
    const auto gone = std::erase_if(laws_, [&](const Law& one) { return one.fault == &fault; });
    check(gone == 1, "a fault takes back only what it put there");
  }

  /// `draw(stream)` is the message's draw from that stream.
  template <class DrawOf>
  Duration sum(DrawOf draw) const {
    auto sum = Duration::zero();
    for (const auto& law : laws_) {
      auto own = draw(law.draws);
      sum += law.distribution->sample(own);
    }
    return sum;
  }

 private:
  struct Law {
    const Fault* fault;
    const Distribution* distribution;
    Stream draws;
  };
  std::vector<Law> laws_;
};

/// The share of the events published that one fault strikes, each drawn by itself.
struct Strike {
  const Fault* fault;
  double share;
  Stream draws;
  Duration strength{};  ///< how late, or for how long
};

/// The faults of one kind that strike events just now, each its own share with its own strength.
class Strikes {
 public:
  /// By how many an event was struck, and how hard.
  struct Hits {
    int count = 0;
    Duration sum = Duration::zero();
    Duration least = Duration::max();

    explicit operator bool() const { return count > 0; }
  };

  bool neutral() const { return strikes_.empty(); }
  void add(const Strike& strike) { strikes_.push_back(strike); }
  void remove(const Fault& fault) {
    const auto gone =
        std::erase_if(strikes_, [&](const Strike& one) { return one.fault == &fault; });
    check(gone == 1, "a fault takes back only what it put there");
  }

  /// `uniform(stream)` is the event's number on (0, 1) from that stream.
  template <class Uniform>
  Hits on(Uniform uniform) const {
    Hits hits;
    for (const auto& strike : strikes_) {
      if (uniform(strike.draws) >= strike.share) continue;
      ++hits.count;
      hits.sum += strike.strength;
      hits.least = std::min(hits.least, strike.strength);
    }
    return hits;
  }

 private:
  std::vector<Strike> strikes_;
};

/// What faults make of events on their way into a topic.
struct DeliveryTrouble {
  Strikes dropped;
  Strikes doubled;
  Strikes late;     ///< by the strength
  Strikes swapped;  ///< with the next, which they await for the strength
  Strikes poisoned;

  bool neutral() const {
    return dropped.neutral() && doubled.neutral() && late.neutral() && swapped.neutral() &&
           poisoned.neutral();
  }
};

/// Events published from `from` to before `to` of which a share cannot be processed by one group of
/// consumers, for good.
struct GroupPoison {
  std::string group;  ///< the operation that consumes
  Strike strike;
  Time from;
  Time to = end_of_time;
};

/// Consumers come and go so often by this fault.
struct Unrest {
  const Fault* fault;
  Duration every;
};

/// A part of what an instance holds is lost: each key with probability `share`, by a hash.
struct PartialLoss {
  double share;
  Stream keys;

  bool strikes(std::uint64_t key) const { return keys.draw(key).uniform() < share; }
};

/// What faults have made of a part. A healthy part has the neutral condition.
struct Condition {
  int crashes = 0;                         ///< faults that keep it down
  int wipes = 0;                           ///< how often its memory was lost
  std::vector<PartialLoss> losses;         ///< of a part of its memory, so far
  int table_locks = 0;                     ///< faults that lock it as a whole
  Combined<double, Multiply> slowdown{1};  ///< factor on its service times
  ExtraLatencies extra_latency;            ///< each way, to and from it
  Combined<double, AnyOf> error_rate{0};   ///< share of requests it fails
  std::vector<Unrest> unrests;             ///< each with a clock of its own
  std::vector<GroupPoison> poisons;        ///< of events published to it, so far
  DeliveryTrouble delivery;                ///< of events published to it
  std::vector<std::size_t> lost_leaders;  ///< partitions that it leads no longer, one for each loss

  bool up() const { return crashes == 0; }
  bool healthy() const {
    return up() && table_locks == 0 && slowdown.neutral() && extra_latency.neutral() &&
           error_rate.neutral() && unrests.empty() && delivery.neutral() && lost_leaders.empty();
  }
};

}  // namespace faultline
