#include "models/scenario/structure/frame.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// "a" asks "near" on its own host's zone and "far" beyond the link "sea", each 10 ms one way with
/// answers of 125,000 bytes. A request arrives each second.
Setup two_zones(const std::string& faults, const std::string& network = "latency") {
  Setup setup{.length = "20500ms"};
  setup.network = network;
  setup.platform = R"("zones": {
      "here": { "latency": "0ms", "bandwidth": "1Gbps", "hosts": ["client"],
                "racks": { "row": { "hosts": ["near"], "latency": "10ms",
                                    "bandwidth": "1Gbps" } } },
      "there": { "latency": "0ms", "bandwidth": "1Gbps", "hosts": ["far"] } },
    "links": [ { "name": "sea", "between": ["here", "there"], "latency": "10ms",
                 "bandwidth": "1Gbps" } ])";
  setup.transaction = R"("deadline": "1min")";
  setup.services = R"("a": { "hosts": ["client"] }, "near": {}, "far": {})";
  setup.operations = R"("a.run": [ { "parallel": [
        { "call": "near.run", "request": "0B", "response": "125KB" },
        { "call": "far.run", "request": "0B", "response": "125KB" } ] }, { "effect": "done" } ],
    "near.run": [ { "work": "1ms" } ], "far.run": [ { "work": "1ms" } ])";
  setup.faults = faults;
  return setup;
}

std::string fault(const std::string& kind, const std::string& target, const std::string& more) {
  return R"({ "name": ")" + kind + " " + std::to_string(more.size()) + R"(", "kind": ")" + kind +
         R"(", "at": "4500ms", "for": "10s", "target": )" + target + more + " }";
}

/// What the calls to one service took that were made at 5, 6, ... 14 s, and before.
struct Took {
  double before_s;
  double during_s;
};
Took took(const Setup& setup, const std::string& service) {
  const auto names = frame_of(scenario_of(setup), "only").operations;
  const auto numbers = told(setup, [&](const Ledger& ledger) {
    std::vector<double> found(2);
    for (const auto& attempt : ledger.attempts) {
      const auto lasted = seconds(attempt.ended - attempt.started);
      const auto started = seconds(attempt.started - start_of_run);
      if (names.at(attempt.operation) != service + ".run") continue;
      if (started < 4) found[0] = lasted;
      if (started > 5.5 && started < 6.5) found[1] = lasted;
    }
    return found;
  });
  return {numbers[0], numbers[1]};
}

constexpr double usual = 2 * 0.010 + 0.001 + 0.001;  ///< both ways, work, 125 kB at 1 Gbps

}  // namespace

TEST_CASE("A link that is cut holds up what passes it, and nothing else") {
  const auto setup = two_zones(fault("partition", R"({ "link": "sea" })", ""));
  CHECK(took(setup, "far").before_s == Approx(usual));
  CHECK(took(setup, "far").during_s == Approx(14.5 - 6 + usual).margin(1e-3));
  CHECK(took(setup, "near").during_s == Approx(usual));
}

TEST_CASE("An uplink of a rack and a port of a host can be struck like a link") {
  const auto row = two_zones(fault("latency", R"({ "link": "row" })", R"(, "extra": "50ms")"));
  CHECK(took(row, "near").during_s == Approx(usual + 0.1));
  CHECK(took(row, "far").during_s == Approx(usual));
  const auto port = two_zones(fault("latency", R"({ "link": "far" })", R"(, "extra": "50ms")"));
  CHECK(took(port, "near").during_s == Approx(usual));
  CHECK(took(port, "far").during_s == Approx(usual + 0.1));
}

TEST_CASE("bandwidth: the answer takes its bytes over what is left, of several the least") {
  // 125 kB are 1 Mbit: 0.1 s at 10 Mbps, 0.5 s at 2 Mbps.
  const auto ten = fault("bandwidth", R"({ "link": "sea" })", R"(, "limit": "10Mbps")");
  const auto two = fault("bandwidth", R"({ "link": "sea" })", R"(, "limit": "2Mbps")");
  CHECK(took(two_zones(ten), "far").during_s == Approx(usual - 0.001 + 0.1).epsilon(1e-3));
  CHECK(took(two_zones(ten), "near").during_s == Approx(usual));
  for (const auto& both : {ten + ", " + two, two + ", " + ten})
    CHECK(took(two_zones(both), "far").during_s == Approx(usual - 0.001 + 0.5).epsilon(1e-3));
}

TEST_CASE("bandwidth: of a part it is that of the port of its host") {
  const auto narrow = fault("bandwidth", R"("near")", R"(, "limit": "10Mbps")");
  CHECK(took(two_zones(narrow), "near").during_s == Approx(usual - 0.001 + 0.1).epsilon(1e-3));
  CHECK(took(two_zones(narrow), "far").during_s == Approx(usual));
}

TEST_CASE("bandwidth: with flows, two answers share what is left of a port") {
  // Both come in by the client's port: 2 Mbit at 10 Mbps.
  const auto narrow = fault("bandwidth", R"({ "link": "client" })", R"(, "limit": "10Mbps")");
  const auto setup = two_zones(narrow, "flows");
  CHECK(took(setup, "far").during_s == Approx(usual - 0.001 + 0.2).epsilon(5e-3));
  CHECK(took(setup, "near").during_s == Approx(usual - 0.001 + 0.2).epsilon(5e-3));
  CHECK(took(two_zones(narrow), "far").during_s == Approx(usual - 0.001 + 0.1).epsilon(1e-3));
}
