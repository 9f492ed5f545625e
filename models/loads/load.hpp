#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/outline.hpp"

namespace faultline {

/// What one part has to do for the requests of a design.
struct PartLoad {
  /// What is busy.
  enum class Of : std::uint8_t {
    workers,      ///< of a service: from the first step of a visit to the last, waiting included
    cores,        ///< of a service: while it works
    connections,  ///< of a store, projection or cache
    slots,        ///< of all callers together, around a call: connections of a pool, or a bulkhead
    consumers,    ///< of a subscription
    partitions,   ///< of a topic: events that it can store
  };
  static constexpr std::array<std::string_view, 6> words{"workers", "cores",     "connections",
                                                         "slots",   "consumers", "events/s"};

  std::string part;
  Of of;
  Place place;
  double servers = 1;       ///< how many of them there are; of partitions: events/s
  double visits = 0;        ///< for each request of a client, if nothing fails
  double worst_visits = 0;  ///< if each call fails and is retried as often as its policies let it
  double demand_s = 0;      ///< D: how long one of them is busy for each request, in all
  bool exact = true;        ///< false: at least so much; how much more is not in the file
  bool scales = false;      ///< an autoscaler sets the number; `servers` is the greatest

  std::string_view word() const { return words[static_cast<std::size_t>(of)]; }

  /// X = servers / D: no more requests per second can be borne.
  double most_rate() const {
    return demand_s > 0 ? servers / demand_s : std::numeric_limits<double>::infinity();
  }
};

/// The operational laws for one design: with visits V, service time S and demand D = V S,
/// utilisation U = X D / servers (the utilisation law) and X <= min servers / D (the bottleneck
/// law); closed workloads have X <= N / (Z + R), R being the response time where nobody waits
/// (asymptotic bounds). A visit of a service lasts as long as its steps and all that it waits for,
/// without any queue: less than in a run. Ignored: the network, failures, locks, what outboxes and
/// follow-up questions add, the batches of consumers. Source: Denning, Buzen, "The operational
/// analysis of queueing network models", ACM Computing Surveys 10(3), 1978; Lazowska, Zahorjan,
/// Graham, Sevcik, "Quantitative System Performance", 1984, chapters 3 and 5.
struct OfferedLoad {
  /// Requests per second, the mean over the run.
  double rate = 0;
  bool at_most = false;  ///< of a closed workload: slow answers slow it down
  std::vector<PartLoad> parts;

  /// The part that bears the lowest rate, or null.
  const PartLoad* bottleneck() const;
  double utilisation(const PartLoad& part) const { return rate / part.most_rate(); }
};

OfferedLoad load_of(const Scenario& scenario, const Outline& outline);

}  // namespace faultline
