#include <catch2/catch.hpp>

#include "models/scenario/structure/placement.hpp"
#include "sim/language/among.hpp"
#include "tests/theory/complaint.hpp"

using namespace faultline;
using Catch::Matchers::Contains;
using Names = std::vector<std::string>;

namespace {

/// Throws ScenarioError where something is wrong with it.
Scenario scenario_of(const Setup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  return read_scenario(document);
}

constexpr auto three_zones = R"("zones": {
    "x": { "region": "eu", "hosts": ["client", "x[1-3]"] },
    "y": { "region": "eu",
           "racks": { "y1": { "hosts": ["y[01-02]"] }, "y2": { "hosts": ["y03"] } } },
    "z": { "region": "us", "hosts": ["z1"] } },
  "hosts": { "x[2-3]": { "labels": ["ssd"] }, "y03": { "labels": ["ssd"] } },
  "links": [ { "name": "xy", "between": ["x", "y"], "latency": "1ms" },
             { "name": "yz", "between": ["y", "z"], "latency": "1ms" } ])";

Setup placed_parts(const std::string& services, const std::string& stores = "") {
  Setup setup{.services = services, .stores = stores};
  setup.platform = three_zones;
  setup.operations = R"("a.run": [ { "call": "b.run" }, { "effect": "done" } ],
                        "b.run": [ { "work": "1ms" } ])";
  if (!stores.empty())
    setup.operations =
        R"("a.run": [ { "call": "b.run" }, { "query": "data" }, { "effect": "done" } ],
                          "b.run": [ { "work": "1ms" } ])";
  return setup;
}

/// Where the instances of "a" stand, and "b" on the client's host.
Names hosts_of_a(const std::string& placement, int instances) {
  const auto scenario = scenario_of(
      placed_parts(R"("a": { "instances": )" + std::to_string(instances) + R"(, "placement": )" +
                   placement + R"( }, "b": { "hosts": ["client"] })"));
  return hosts_of(scenario, "a");
}

std::string refused_placement(const std::string& placement, int instances = 1) {
  return complaint(placed_parts(R"("a": { "instances": )" + std::to_string(instances) +
                                R"(, "placement": )" + placement +
                                R"( }, "b": { "hosts": ["client"] })"));
}

}  // namespace

TEST_CASE(
    "Spread over zones, each further instance goes where there are fewest, then to free hosts") {
  // The client's host has "b", and is therefore the last of its zone.
  CHECK(hosts_of_a(R"({ "spread": "zone" })", 7) ==
        Names{"x1", "y01", "z1", "x2", "y02", "z1", "x3"});
}

TEST_CASE("Spread over regions and racks") {
  CHECK(hosts_of_a(R"({ "spread": "region" })", 4) == Names{"x1", "z1", "x2", "z1"});
  CHECK(hosts_of_a(R"({ "spread": "rack", "zones": ["y"] })", 3) == Names{"y01", "y03", "y02"});
}

TEST_CASE("Packed, one zone is filled before the next, one host after the other") {
  CHECK(hosts_of_a(R"({ "pack": "zone", "per_host": 1 })", 5) ==
        Names{"client", "x1", "x2", "x3", "y01"});
  CHECK(hosts_of_a(R"({ "pack": "host", "per_host": 2, "zones": ["y", "z"] })", 3) ==
        Names{"y01", "y01", "y02"});
}

TEST_CASE("Only hosts that carry all labels are taken") {
  CHECK(hosts_of_a(R"({ "spread": "host", "labels": ["ssd"] })", 4) ==
        Names{"x2", "x3", "y03", "x2"});
}

TEST_CASE("Parts that keep apart share no host, whoever is placed first") {
  const auto stores =
      R"("data": { "owner": "a", "replicas": 2, "time": "1ms",
                   "placement": { "spread": "zone" } })";
  const auto scenario = scenario_of(placed_parts(
      R"("a": { "instances": 2, "placement": { "spread": "zone", "apart_from": ["data"] } },
         "b": { "instances": 2, "placement": { "pack": "host", "beside": ["a"] } })",
      stores));
  CHECK(hosts_of(scenario, "a") == Names{"client", "y01"});
  CHECK(hosts_of(scenario, "b") == Names{"client", "client"});
  CHECK(hosts_of(scenario, "data") == Names{"x1", "y02", "z1"});
}

TEST_CASE("Who stands beside others is placed after them, wherever that is written") {
  const auto scenario = scenario_of(placed_parts(
      R"("a": { "instances": 2, "placement": { "pack": "host", "beside": ["b"] } },
         "b": { "placement": { "spread": "zone", "zones": ["z"] } })"));
  CHECK(hosts_of(scenario, "b") == Names{"z1"});
  CHECK(hosts_of(scenario, "a") == Names{"z1", "z1"});
}

TEST_CASE("What a design has for itself is placed after what all share: the nodes of a broker") {
  auto setup = placed_parts(R"("a": { "instances": 3, "placement": { "spread": "zone" } },
                               "b": { "hosts": ["client"] })");
  setup.operations = R"("b.run": [ { "work": "1ms" } ],
    "a.run": [ { "call": "b.run" }, { "publish": "news" }, { "effect": "done" } ])";
  setup.designs = R"("only": {
    "brokers": { "bus": { "nodes": 3, "placement": { "spread": "zone", "apart_from": ["a"] } } },
    "topics": { "news": { "partitions": 3, "broker": "bus" } }, "b.take": [],
    "subscriptions": { "b.take": { "topic": "news" } } })";
  const auto nodes = [&] {
    const auto scenario = scenario_of(setup);
    const auto parts = own_parts(scenario.designs.front().value);
    const auto* bus = find_among(parts, "bus");
    Names hosts;
    for (std::int64_t i = 0; i < bus->copies; ++i) hosts.push_back(host_of(scenario, *bus, i));
    return hosts;
  };
  // "a" stands on x1, y01 and z1, and z1 is the only host of its zone.
  CHECK(nodes() == Names{"x2", "y02", "x3"});
  setup.designs.replace(setup.designs.find(", \"apart_from\""), 21, "");
  CHECK(nodes() == Names{"x2", "y02", "z1"});
}

TEST_CASE("A placement that cannot be satisfied is told with what stands against each host") {
  CHECK_THAT(refused_placement(R"({ "spread": "zone", "labels": ["ssd"], "per_host": 1 })", 4),
             Contains("\"a#3\" cannot be placed: of 8 hosts 3 full (\"per_host\"), 5 without label "
                      "\"ssd\""));
  CHECK_THAT(refused_placement(R"({ "spread": "rack", "zones": ["x"] })"),
             Contains("\"a#0\" cannot be placed: of 8 hosts 4 in another zone, 4 in no rack"));
  CHECK_THAT(refused_placement(R"({ "spread": "host", "zones": ["z"], "apart_from": ["a"] })", 2),
             Contains("\"a#1\" cannot be placed: of 8 hosts 7 in another zone, 1 with \"a\""));
}

TEST_CASE("Names in a placement that nothing has are told with the nearest") {
  CHECK_THAT(refused_placement(R"({ "spread": "zone", "labels": ["sdd"] })"),
             Contains("no label \"sdd\" of a host; did you mean \"ssd\"?"));
  CHECK_THAT(refused_placement(R"({ "spread": "zone", "zones": ["w"] })"),
             Contains("no zone \"w\""));
  CHECK_THAT(refused_placement(R"({ "spread": "zone", "apart_from": ["bb"] })"),
             Contains("no part \"bb\"; did you mean \"b\"?"));
  CHECK_THAT(refused_placement(R"({ "spread": "zones" })"), Contains("did you mean \"zone\"?"));
}

TEST_CASE("A placement and named hosts exclude each other, and both need a platform's hosts") {
  CHECK_THAT(complaint(placed_parts(R"("a": { "hosts": ["x1"], "placement": { "spread": "zone" } },
                                     "b": { "hosts": ["client"] })")),
             Contains("\"placement\" chooses the hosts: they cannot be named, too"));
}

TEST_CASE("A range of hosts is written out, in services too") {
  const auto scenario = scenario_of(placed_parts(
      R"("a": { "instances": 3, "hosts": ["y[01-03]"] }, "b": { "hosts": ["client"] })"));
  CHECK(hosts_of(scenario, "a") == Names{"y01", "y02", "y03"});
  CHECK_THAT(
      complaint(placed_parts(R"("a": { "hosts": ["y[3-1]"] }, "b": { "hosts": ["client"] })")),
      Contains("\"y[3-1]\" is no range of at most 10000 hosts"));
}
