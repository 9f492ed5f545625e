#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "tests/theory/played.hpp"
#include "tests/theory/replications.hpp"

namespace faultline {

/// "a" publishes to the topic "t"; "b" has the event at once, works so long on it, and puts it into
/// the projection "view" in no time. All requests are about the same.
struct Projected {
  std::string publish = R"({ "publish": "t" })";
  std::string then;  ///< further steps of "a.run"
  std::string topic;
  std::string work = "250ms";
  std::string after;  ///< what "b" does then
  std::string subscription = R"("consumers": 100)";
  std::string view;
  std::string more;  ///< of the design
  std::string faults;

  Setup each_second(const std::string& length) const {
    Setup setup{.length = length};
    setup.keys_and_classes = R"("keys": { "count": 1 })";
    setup.services = R"("a": { "workers": 1000 }, "b": {})";
    setup.faults = faults;
    setup.operations = R"("a.run": [ )" + publish + (then.empty() ? "" : ", " + then) +
                       R"(, { "effect": "done" } ],
        "b.note": [ { "work": ")" +
                       work + R"(" }, { "project": "view" })" + after + " ]";
    setup.designs = R"("only": { "topics": { "t": { "append": "0s")" + topic + R"( } },
        "projections": { "view": { "owner": "b", "of": "t", "time": "0s")" +
                    view + R"( } },
        "subscriptions": { "b.note": { "topic": "t", )" +
                    subscription + " } }" + more + " }";
    return setup;
  }
};

/// A read after so many milliseconds of work.
inline std::string read_after(int milliseconds) {
  return R"({ "work": ")" + std::to_string(milliseconds) + R"(ms" }, { "read": "view" })";
}

/// What the reads of one run found, as they came.
struct ReadFound {
  double at_s;
  double staleness_s;
  double missing;
};

inline std::vector<ReadFound> reads_of(const Setup& setup) {
  const auto numbers = told(setup, [](const Ledger& ledger) {
    std::vector<double> all;
    for (const auto& read : ledger.reads)
      for (const auto number :
           {seconds(read.at), seconds(read.staleness), static_cast<double>(read.missing)})
        all.push_back(number);
    return all;
  });
  std::vector<ReadFound> found;
  for (std::size_t i = 0; i < numbers.size(); i += 3)
    found.push_back({numbers[i], numbers[i + 1], numbers[i + 2]});
  return found;
}

/// When "b" was asked to take each event, in milliseconds.
inline std::string starts_of(const Setup& setup) {
  std::string text;
  for (const auto& attempt : Played(setup).attempts)
    if (attempt.operation == "b.note")
      text += std::to_string(std::lround(attempt.started_s * 1e3)) + " ";
  return text;
}

/// "at staleness/missing, ..." in milliseconds.
inline std::string in_short(const std::vector<ReadFound>& reads) {
  std::string text;
  const auto milliseconds = [](double s) { return std::to_string(std::lround(s * 1e3)); };
  for (const auto& read : reads)
    text += (text.empty() ? "" : ", ") + milliseconds(read.at_s) + " " +
            milliseconds(read.staleness_s) + "/" + std::to_string(std::lround(read.missing));
  return text;
}

}  // namespace faultline
