#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "sim/language/among.hpp"

namespace faultline::bench {

/// The model that a workload is: Poisson arrivals visit `stations` first-in-first-out stations one
/// after another, each with exponential work. A station that holds keeps its worker until all that
/// comes after it has answered, as a blocking call does; the work precedes the call.
struct Workload {
  static constexpr std::int64_t unlimited = std::numeric_limits<std::int32_t>::max();

  std::string_view name;
  double arrivals_per_s;
  double mean_work_s;
  int stations;
  std::int64_t workers;  ///< of each station
  bool holds;

  /// Mean response time, where it has a closed form (Erlang C, by Jackson's theorem for a tandem):
  ///   T = stations * (E + C(c, a) E / (c - a)), a = arrival rate * E, C = B / (1 - (1 - B) a / c).
  /// A chain that holds has none.
  std::optional<double> expected_response_s() const {
    if (holds) return std::nullopt;
    const double load = arrivals_per_s * mean_work_s;
    double blocked = 1;  // Erlang B, by recursion on the number of workers
    for (std::int64_t c = 1; c <= workers && blocked > 0; ++c)
      blocked = load * blocked / (static_cast<double>(c) + load * blocked);
    const auto servers = static_cast<double>(workers);
    const double waits = blocked / (1 - (1 - blocked) * load / servers);
    return stations * (mean_work_s + waits * mean_work_s / (servers - load));
  }
};

inline constexpr Workload workloads[] = {
    {"chain5", 800, 0.008, 5, 40, true},
    {"tandem5", 800, 0.008, 5, 10, false},
    {"mm1", 100, 0.008, 1, 1, false},
    {"chain20", 800, 0.008, 20, 200, true},
    {"inflight", 100'000, 1.0, 1, Workload::unlimited, false},
};

inline const Workload* workload_named(std::string_view name) { return find_among(workloads, name); }

}  // namespace faultline::bench
