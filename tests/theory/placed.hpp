#pragma once

#include <string>
#include <vector>

#include "tests/theory/replications.hpp"

namespace faultline {

/// Where no instance was made to fail a request.
inline constexpr std::size_t nowhere = 1000;

inline std::string errors_at(const std::string& part, std::size_t number) {
  return R"({ "name": "mark", "kind": "errors", "rate": 1, "at": "0s", "target": ")" + part + "#" +
         std::to_string(number) + "\" }";
}

/// Which of `count` instances of `part` answered each request, in the order of arrivals. Found by
/// making each fail in a run of its own, which shows as long as balancers do not mind failures.
inline std::vector<std::size_t> placed(const Setup& setup, std::size_t count,
                                       const std::string& part = "a") {
  std::vector<std::size_t> places;
  for (std::size_t number = 0; number < count; ++number) {
    auto marked = setup;
    marked.faults += (setup.faults.empty() ? "" : ", ") + errors_at(part, number);
    const auto failed = told(marked, [](const Ledger& ledger) {
      std::vector<double> flags(ledger.transactions.size());
      for (const auto& transaction : ledger.transactions)
        flags.at(transaction.id) = transaction.outcome == Outcome::failed;
      return flags;
    });
    places.resize(failed.size(), nowhere);
    for (std::size_t id = 0; id < failed.size(); ++id)
      if (failed[id] != 0) places[id] = number;
  }
  return places;
}

/// How many of the requests from `first` to before `last` each instance got.
inline std::vector<int> shares(const std::vector<std::size_t>& places, std::size_t count,
                               std::size_t first = 0, std::size_t last = 1'000'000'000) {
  std::vector<int> shares(count);
  for (auto id = first; id < std::min(last, places.size()); ++id)
    if (places[id] < count) ++shares[places[id]];
  return shares;
}

}  // namespace faultline
