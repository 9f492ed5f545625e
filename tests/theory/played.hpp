#pragma once

#include <string>
#include <vector>

#include "models/scenario/structure/frame.hpp"
#include "tests/theory/replications.hpp"

namespace faultline {

/// One run as a test reads it: its requests in order of arrival, and its attempts as they ended.
class Played {
 public:
  struct Request {
    Outcome outcome;
    double arrived_s;
    double took_s;
    bool completed;
  };
  struct Attempt {
    std::string operation;
    double started_s;
    double ended_s;
    Outcome outcome;
  };

  explicit Played(const Setup& setup, std::uint64_t replication = 0) {
    const auto names = frame_of(scenario_of(setup), "only").operations;
    const auto numbers = told(setup, numbers_of, replication);
    auto at = numbers.begin();
    spent_s = *at++;
    wasted_s = *at++;
    requests.resize(static_cast<std::size_t>(*at++));
    for (auto& request : requests) {
      request = {static_cast<Outcome>(at[0]), at[1], at[2], at[3] != 0};
      at += 4;
    }
    for (; at != numbers.end(); at += 4)
      attempts.push_back(
          {names[static_cast<std::size_t>(at[0])], at[1], at[2], static_cast<Outcome>(at[3])});
  }

  /// The outcomes in order of arrival, "10s 3f": ten succeeded, then three failed. The letters are
  /// succeeded, degraded, rejected, timed out, failed.
  std::string in_short() const {
    std::string text;
    for (std::size_t from = 0, to = 0; from < requests.size(); from = to) {
      while (to < requests.size() && requests[to].outcome == requests[from].outcome) ++to;
      text += (from == 0 ? "" : " ") + std::to_string(to - from) +
              "sdrtf"[static_cast<int>(requests[from].outcome)];
    }
    return text;
  }

  int count(Outcome outcome) const {
    return static_cast<int>(
        std::ranges::count(requests, outcome, [](const auto& request) { return request.outcome; }));
  }
  double share(Outcome outcome) const {
    return count(outcome) / static_cast<double>(requests.size());
  }
  int attempts_at(const std::string& operation) const {
    return static_cast<int>(std::ranges::count(
        attempts, operation, [](const auto& attempt) { return attempt.operation; }));
  }
  const Attempt& attempt_at(const std::string& operation) const {
    for (const auto& attempt : attempts)
      if (attempt.operation == operation) return attempt;
    throw std::out_of_range("no attempt at " + operation);
  }

  double spent_s = 0;   ///< service time in all
  double wasted_s = 0;  ///< the part of it that nobody took
  std::vector<Request> requests;
  std::vector<Attempt> attempts;

 private:
  static std::vector<double> numbers_of(const Ledger& ledger) {
    const auto& all = ledger.transactions;
    std::vector<double> numbers{ledger.spent_s(), ledger.wasted_s(),
                                static_cast<double>(all.size())};
    numbers.resize(3 + 4 * all.size());
    for (const auto& one : all) {
      const auto at = numbers.begin() + 3 + 4 * static_cast<std::ptrdiff_t>(one.id);
      at[0] = static_cast<double>(one.outcome);
      at[1] = seconds(one.arrived);
      at[2] = response_s(one);
      at[3] = one.completed != end_of_time;
    }
    for (const auto& attempt : ledger.attempts)
      for (const auto number : {static_cast<double>(attempt.operation), seconds(attempt.started),
                                seconds(attempt.ended), static_cast<double>(attempt.outcome)})
        numbers.push_back(number);
    return numbers;
  }
};

}  // namespace faultline
