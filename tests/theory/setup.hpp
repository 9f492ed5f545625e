#pragma once

#include <string>

namespace faultline {

/// A scenario of a test, section by section, as a user would write it. What is not given is as
/// plain as can be: one host, so that messages take no time, one service "a" whose operation
/// "a.run" is asked for, one effect "done", one design "only".
struct Setup {
  std::string length = "100s";
  std::string warmup = "0s";
  std::string drain = "1min";
  std::string arrivals = R"({ "kind": "constant", "rate": "1/s" })";
  std::string keys_and_classes;  ///< of the open workload: "keys": ..., "classes": ...
  std::string workload;          ///< all of it, in place of an open one with `arrivals`
  std::string effects = R"("done")";
  std::string transaction = R"("deadline": "3s")";
  std::string services = R"("a": {})";
  std::string stores;
  std::string caches;
  std::string operations;
  std::string designs = R"("only": {})";
  std::string faults;
  std::string workflows;
  std::string monkey;  ///< none where empty
  std::string changes;
  std::string abort;  ///< none where empty
  std::string contracts;
  std::string releases;
  std::string platform = R"("zones": { "rack": { "hosts": ["host"] } })";
  std::string network = "latency";
  std::string cpu = "own";
  /// Limits that no answer can meet, or policies that come too late to act, are what the test is
  /// about: a user is refused them.
  bool in_vain = false;

  std::string text() const {
    return R"({ "faultline": 1, "title": "A test", "question": "Is it so?",)"
           R"( "run": { "length": ")" +
           length + R"(", "warmup": ")" + warmup + R"(", "drain": ")" + drain +
           R"(", "seed": 1 },)"
           R"( "transaction": { "entry": "a.run", "effects": [)" +
           effects + "], " + transaction +
           " },"
           R"( "workload": )" +
           (workload.empty() ? open_workload() : workload) +
           ","
           R"( "network": ")" +
           network + R"(", "cpu": ")" + cpu + R"(", "platform": { )" + platform +
           " },"
           R"( "services": { )" +
           services + R"( }, "stores": { )" + stores + R"( }, "caches": { )" + caches +
           " },"
           R"( "operations": { )" +
           operations + R"( }, "designs": { )" + designs +
           " },"
           R"( "faults": [ )" +
           faults + R"( ], "workflows": { )" + workflows + " }," +
           (monkey.empty() ? "" : R"( "monkey": { )" + monkey + " },") + R"( "changes": [ )" +
           changes + " ]," + (abort.empty() ? "" : R"( "abort": { )" + abort + " },") +
           R"( "contracts": { )" + contracts + R"( }, "releases": [ )" + releases + " ] }";
  }

  std::string open_workload() const {
    return R"({ "kind": "open", "arrivals": )" + arrivals +
           (keys_and_classes.empty() ? "" : ", " + keys_and_classes) + " }";
  }
};

/// Workers or consumers that never run out.
inline constexpr auto endless = "1000000";

inline Setup in_vain(Setup setup) {
  setup.in_vain = true;
  return setup;
}

/// A number as it is written in a scenario.
inline std::string per_second(double rate) { return "\"" + std::to_string(rate) + "/s\""; }

/// Poisson arrivals of this rate.
inline std::string poisson_at(double rate) {
  return R"({ "kind": "poisson", "rate": )" + per_second(rate) + " }";
}

/// A run so short that one request arrives, alone, after 1 s.
inline Setup one_request() { return {.length = "1500ms"}; }

/// One request each tenth of a second.
inline Setup each_100ms(Setup setup, const std::string& length, const std::string& faults = "") {
  setup.length = length;
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.faults = faults;
  return setup;
}

/// As many requests as seconds in `length`, at 1 s, 2 s, ...: none waits for another.
inline Setup a_request_each_second(std::string length) { return {.length = std::move(length)}; }

}  // namespace faultline
