#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "models/arrivals/arrivals.hpp"
#include "sim/language/document.hpp"
#include "tests/theory/replications.hpp"

namespace faultline {

/// Requests that are served at once, however many they are.
inline Setup arriving(const std::string& arrivals, const std::string& length) {
  return {.length = length,
          .arrivals = arrivals,
          .services = R"("a": { "workers": 1000000 })",
          .operations = R"("a.run": [ { "effect": "done" } ])"};
}

/// How many arrive within [from, to), in seconds of the run.
inline double arrivals_between(const Ledger& ledger, double from, double to) {
  double count = 0;
  for (const auto& transaction : ledger.transactions) {
    const auto at = seconds(transaction.arrived);
    if (at >= from && at < to) ++count;
  }
  return count;
}

/// The same, as an estimate from `count` runs.
inline Estimate arrivals_of(const Setup& setup, double from, double to, int count = 10) {
  return replicated(setup, count,
                    [=](const Ledger& ledger) { return arrivals_between(ledger, from, to); });
}

/// The first `count` instants of a process by itself, in seconds.
inline std::vector<double> instants_of(const std::string& arrivals, std::uint64_t count,
                                       std::uint64_t replication = 0) {
  auto document = parse_document(arrivals, "test.json");
  std::unique_ptr<Arrivals> process;
  Codec<std::unique_ptr<Arrivals>>::read(document.root, process, document.problems);
  document.problems.raise();
  const Streams streams{1, replication};
  process->bind(streams);
  std::vector<double> instants;
  auto at = start_of_run;
  for (std::uint64_t id = 0; id < count; ++id) {
    auto draw = streams.named("arrivals").draw(id);
    at = process->next(at, draw);
    instants.push_back(seconds(at));
  }
  return instants;
}

/// Between two arrivals the integral of the rate grows by E, the draw: `integral(t)` over [0, t].
template <class Integral>
void check_inversion(const std::string& arrivals, std::uint64_t count, Integral integral) {
  const auto instants = instants_of(arrivals, count);
  const auto draws = Streams{}.named("arrivals");
  double before = 0;
  double worst = 0;
  for (std::uint64_t id = 0; id < count; ++id) {
    const auto grown = integral(instants[id]) - integral(before);
    worst = std::max(worst, std::abs(grown - draws.draw(id).exponential()));
    before = instants[id];
  }
  CHECK(worst < 1e-5);  // an instant is a whole number of ns, at some hundreds a second
}

/// With the same draws each arrival of the first is no later than that of the second.
inline bool is_sooner(const std::vector<double>& first, const std::vector<double>& second) {
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i] > second[i]) return false;
  return true;
}

}  // namespace faultline
