#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/requests/only.hpp"
#include "models/requests/path.hpp"
#include "models/requests/retransmission.hpp"
#include "models/requests/statuses.hpp"
#include "sim/engine/check.hpp"
#include "sim/engine/time.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

class Fault;
class Gate;
class Signal;
class TokenBucket;

/// What faults have put somewhere, each a part of its own that it takes back: of those that overlap
/// none touches the part of another.
template <class Part>
class OfFaults {
 public:
  bool none() const { return parts_.empty(); }
  bool has(const Fault& fault) const { return find(fault) != parts_.end(); }
  void add(const Fault& fault, const Part& part) { parts_.emplace_back(&fault, part); }
  void remove(const Fault& fault) {
    const auto found = find(fault);
    check(found != parts_.end(), "a fault takes back only what it put there");
    parts_.erase(found);
  }

  /// Calls `see` with each fault and its part, as they began.
  template <class See>
  void visit(See see) const {
    for (const auto& [fault, part] : parts_) see(*fault, part);
  }

 private:
  auto find(const Fault& fault) const {
    return std::ranges::find(parts_, &fault, &std::pair<const Fault*, Part>::first);
  }

  std::vector<std::pair<const Fault*, Part>> parts_;
};

/// A factor on service times.
struct Slowdown {
  double factor;
  const Only* only = nullptr;  ///< only for these requests; null: for all work
};

/// All factors multiplied; 1 where there is none. Without a request (null) only those that hold for
/// all work.
inline double product(const OfFaults<Slowdown>& factors, const Transaction* request) {
  double product = 1;
  factors.visit([&](const Fault&, const Slowdown& one) {
    if (!one.only || (request && one.only->takes(*request))) product *= one.factor;
  });
  return product;
}

/// Which attempts come to nothing as soon as a worker takes them.
struct Refusal {
  double rate = 1;                         ///< the share of them
  TokenBucket* bucket = nullptr;           ///< lets some through; those beyond are rejected
  Duration retry_after{};                  ///< what these are told
  bool of_writes = false;                  ///< only where a store is written to
  const Only* only = nullptr;              ///< only for these requests; null: for all
  const StatusShares* statuses = nullptr;  ///< whose sum is `rate`; null: they have none
  Gate* until = nullptr;                   ///< they get no answer before it opens

  bool is_error() const { return !bucket && !until; }
  /// Whether it strikes what is no request, such as a health check.
  bool always_counts() const { return is_error() && !of_writes && !only; }
};

/// The probability that one at least of independent errors strikes: 1 - (1 - a)(1 - b).
inline double any_of(const OfFaults<Refusal>& refusals) {
  double none = 1;
  refusals.visit([&](const Fault&, const Refusal& refusal) {
    if (refusal.always_counts()) none *= 1 - refusal.rate;
  });
  return 1 - none;
}

/// Messages to or from an instance that do not come through.
struct Cut {
  Path path;
  bool to_it;
  bool from_it;

  bool stops(HostId from, HostId to) const {
    return ((to_it && to == path.at) || (from_it && from == path.at)) && path.takes(from, to);
  }
};

/// How much longer messages take, each drawn by itself.
struct ExtraLatency {
  const Distribution* law;  ///< null: as `lost` says
  Stream draws;
  double factor = 1;  ///< on what is drawn
  const Only* only = nullptr;
  Path path{};
  Retransmission lost{};

  /// Without a request (null) it strikes only if it strikes all of them.
  bool takes(const Transaction* request) const {
    return !only || (request && only->takes(*request));
  }
  bool strikes(const Transaction* request, HostId from, HostId to) const {
    return takes(request) && path.takes(from, to);
  }
};

/// What one message takes more, which is struck by those for which `strikes(latency)` holds;
/// `draw(stream)` is its draw from that stream. Of several losses a transmission is lost if one of
/// them strikes it, 1 - (1 - p)(1 - q), and the shortest timeout is the sender's.
template <class Strikes, class DrawOf>
Duration sum(const OfFaults<ExtraLatency>& latencies, Strikes strikes, DrawOf draw) {
  auto sum = Duration::zero();
  const ExtraLatency* first_loss = nullptr;
  Retransmission lost{.timeout = Duration::max()};
  latencies.visit([&](const Fault&, const ExtraLatency& one) {
    if (!strikes(one)) return;
    if (!one.law) {
      if (!first_loss) first_loss = &one;
      lost.rate = 1 - (1 - lost.rate) * (1 - one.lost.rate);
      lost.timeout = std::min(lost.timeout, one.lost.timeout);
      return;
    }
    auto own = draw(one.draws);
    const auto drawn = one.law->sample(own);
    sum +=
        one.factor == 1 ? drawn : from_nanoseconds(one.factor * static_cast<double>(drawn.count()));
  });
  if (!first_loss) return sum;
  auto own = draw(first_loss->draws);
  return sum + lost.late(own);
}

/// A share of the events published, each drawn by itself, and how hard they are struck.
struct Strike {
  double share;
  Stream draws;
  Duration strength{};  ///< how late, or for how long
  const Only* only = nullptr;
};
using Strikes = OfFaults<Strike>;

/// By how many faults of a kind one event was struck, and how hard.
struct Hits {
  int count = 0;
  Duration sum = Duration::zero();
  Duration least = Duration::max();

  explicit operator bool() const { return count > 0; }
};

/// `uniform(stream)` is the event's number on (0, 1) from that stream.
template <class Uniform>
Hits hits_on_event(const Strikes& strikes, const Transaction& request, Uniform uniform) {
  Hits hits;
  strikes.visit([&](const Fault&, const Strike& strike) {
    if (!concerns(strike.only, request) || uniform(strike.draws) >= strike.share) return;
    ++hits.count;
    hits.sum += strike.strength;
    hits.least = std::min(hits.least, strike.strength);
  });
  return hits;
}

/// What faults make of events on their way into a topic.
struct DeliveryTrouble {
  Strikes dropped;
  Strikes doubled;
  Strikes late;     ///< by the strength
  Strikes swapped;  ///< with the next, which they await for the strength
  Strikes poisoned;

  bool none() const {
    return dropped.none() && doubled.none() && late.none() && swapped.none() && poisoned.none();
  }
};

/// What faults make of the messages of calls to an instance: a share of them, each drawn by itself.
struct CallTrouble {
  enum class What : std::uint8_t { doubled, overtaken, damaged };

  What what;
  double share;
  Stream draws;
  const Only* only = nullptr;
  Duration within{};          ///< the longest time that one waits to be overtaken
  Signal* passing = nullptr;  ///< the next one goes by
  bool requests = true;       ///< on the way to it
  bool responses = false;     ///< on the way back
};

/// Events published from `from` to before `to` of which a share cannot be processed by one group of
/// consumers, for good.
struct GroupPoison {
  const Fault* fault;
  std::string group;  ///< the operation that consumes
  Strike strike;
  Time from;
  Time to = end_of_time;
};

/// A part of what an instance holds is lost: each key with probability `share`, by a hash.
struct PartialLoss {
  double share;
  Stream keys;

  bool strikes(std::uint64_t key) const { return keys.draw(key).uniform() < share; }
};

/// What faults have made of a part. A healthy part has the neutral condition.
struct Condition {
  int crashes = 0;                        ///< faults that keep it down
  int wipes = 0;                          ///< how often its memory was lost
  std::vector<PartialLoss> losses;        ///< of a part of its memory, so far
  int table_locks = 0;                    ///< faults that lock it as a whole
  OfFaults<Slowdown> slowdown;            ///< factors on its service times
  OfFaults<ExtraLatency> extra_latency;   ///< each way, of the calls that it receives
  OfFaults<ExtraLatency> calls_late;      ///< each way, of the calls that it makes
  OfFaults<CallTrouble> call_trouble;     ///< of the calls that it receives
  OfFaults<Refusal> refusals;             ///< of attempts
  OfFaults<Cut> cuts;                     ///< messages that wait until they are gone
  OfFaults<double> narrowed;              ///< links to it, in bytes per second
  OfFaults<double> stolen_cores;          ///< that others use on its host
  OfFaults<std::int64_t> most_workers;    ///< limits on its workers, or connections
  OfFaults<Duration> no_connections;      ///< new ones fail after so long
  OfFaults<Duration> distrust;            ///< new ones that it opens fail after so long
  OfFaults<Duration> clock;               ///< how far its clock is ahead
  OfFaults<Duration> unrest;              ///< consumers come and go so often, each by its clock
  std::vector<GroupPoison> poisons;       ///< of events published to it, so far
  DeliveryTrouble delivery;               ///< of events published to it
  std::vector<std::size_t> lost_leaders;  ///< partitions that it leads no longer, one for each loss

  bool up() const { return crashes == 0; }
  bool healthy() const {
    return up() && table_locks == 0 && slowdown.none() && extra_latency.none() && refusals.none() &&
           calls_late.none() && call_trouble.none() && distrust.none() && clock.none() &&
           cuts.none() && narrowed.none() && stolen_cores.none() && most_workers.none() &&
           no_connections.none() && unrest.none() && delivery.none() && lost_leaders.empty();
  }
  /// No other host can exchange messages with it.
  bool isolated() const {
    bool isolated = false;
    cuts.visit([&](const Fault&, const Cut& cut) { isolated = isolated || cut.path.takes_all(); });
    return isolated;
  }
  /// How far its clock is ahead of the time, or behind it.
  Duration skew() const {
    auto sum = Duration::zero();
    clock.visit([&](const Fault&, Duration own) { sum += own; });
    return sum;
  }
};

}  // namespace faultline
