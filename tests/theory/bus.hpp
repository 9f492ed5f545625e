#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/theory/replications.hpp"

namespace faultline {

/// "a" publishes each request to "news", and "b" works on it. Requests come at 1 ms, 2 ms, ..., as
/// many as `events`; those after them, until the last fault has begun, fail at once. Messages take
/// no time.
struct Bus {
  std::string topic = R"("partitions": 1)";
  std::string consumers = R"("consumers": 1)";
  std::string work = R"({ "work": "10ms" }, { "effect": "done" })";
  std::string publishing = R"({ "publish": "news" })";
  std::string brokers;
  std::string faults;
  int events = 4;
  int until = 0;               ///< ms
  std::string append = "0ms";  ///< what storing an event takes

  Setup setup() const {
    Setup setup{.arrivals = R"({ "kind": "constant", "rate": "1000/s" })"};
    const auto last = std::to_string(events) + "500us";
    setup.length = until > 0 ? std::to_string(until) + "ms" : last;
    setup.services = R"("a": { "workers": 1000000 }, "b": {})";
    setup.designs = R"("only": { "brokers": { )" + brokers +
                    R"( }, "topics": { "news": { "append": ")" + append + "\", " + topic +
                    R"( } }, "a.run": [ )" + publishing + R"( ], "b.run": [ )" + work +
                    R"( ], "subscriptions": { "b.run": { "topic": "news", )" + consumers + " } } }";
    setup.faults = faults;
    if (until > 0)
      setup.faults += R"(, { "name": "over", "kind": "errors", "target": "a", "rate": 1, "at": ")" +
                      last + "\" }";
    return setup;
  }
};

inline std::string crash(const std::string& target, const std::string& at,
                         const std::string& time) {
  return R"({ "name": "down", "kind": "crash", "target": ")" + target + R"(", "at": ")" + at +
         R"(", "for": ")" + time + "\" }";
}

/// What became of each request, in the order of their arrivals, in milliseconds since the start.
struct Course {
  static constexpr double never = -1;

  explicit Course(const Bus& bus) : Course(bus.setup(), static_cast<std::ptrdiff_t>(bus.events)) {}

  explicit Course(const Setup& setup, std::ptrdiff_t events = 1'000'000) {
    const auto numbers = told(setup, [](const Ledger& ledger) {
      std::vector<double> numbers(incidents + 4 * ledger.transactions.size());
      for (const auto& one : ledger.incidents) ++numbers[static_cast<std::size_t>(one.what)];
      for (const auto& one : ledger.transactions) {
        const auto at = numbers.begin() + incidents + 4 * static_cast<std::ptrdiff_t>(one.id);
        at[0] = one.completed == end_of_time ? never : milliseconds(one.completed);
        at[1] = one.answered == end_of_time ? never : milliseconds(one.answered);
        at[2] = static_cast<double>(one.outcome);
        at[3] = one.duplicates;
      }
      return numbers;
    });
    for (int i = 0; i < incidents; ++i)
      incident[i] = static_cast<int>(numbers[static_cast<std::size_t>(i)]);
    const auto first = numbers.begin() + incidents;
    const auto last = first + 4 * std::min(events, (numbers.end() - first) / 4);
    for (auto at = first; at != last; at += 4) {
      completed.push_back(at[0]);
      answered.push_back(at[1]);
      outcomes += "sdrtf"[static_cast<int>(at[2])];
      duplicates += static_cast<int>(at[3]);
      lost += at[0] == never;
    }
  }

  int count(Incident what) const { return incident[static_cast<int>(what)]; }

  std::vector<double> completed;  ///< when the effect happened
  std::vector<double> answered;   ///< when the publisher went on
  std::string outcomes;           ///< succeeded, degraded, rejected, timed out, failed
  int duplicates = 0;             ///< effects that happened again
  int lost = 0;                   ///< effects that never happened
  int incident[incidents] = {};

 private:
  static double milliseconds(Time time) {
    return static_cast<double>((time - start_of_run).count()) / 1e6;
  }
};

using Times = std::vector<double>;

}  // namespace faultline
