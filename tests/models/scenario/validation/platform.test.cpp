#include <catch2/catch.hpp>

#include "models/scenario/structure/placement.hpp"
#include "tests/models/platform_xml.hpp"
#include "tests/theory/complaint.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// Throws ScenarioError where something is wrong with it.
Scenario scenario_of(const Setup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  return read_scenario(document);
}

Setup on(const std::string& platform) {
  Setup setup{.services = R"("a": { "hosts": ["h1"] })"};
  setup.transaction = R"("deadline": "3s", "host": "h1")";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.platform = platform;
  return setup;
}

std::string refused(const std::string& platform) { return complaint(on(platform)); }

std::string with_routes(const std::string& routes) {
  return refused(R"("zones": { "x": { "hosts": ["h1"] }, "y": { "hosts": ["h2"] },
                               "z": { "hosts": ["h3"] } },
    "links": [ { "name": "xy", "between": ["x", "y"], "latency": "1ms" },
               { "name": "yz", "between": ["y", "z"], "latency": "1ms" } ],
    "routes": [ )" +
                 routes + " ]");
}

std::string file() { return std::string("\"file\": \"") + PlatformXml::name() + "\""; }

}  // namespace

TEST_CASE("Names of hosts, links and racks are each taken once") {
  CHECK_THAT(refused(R"("zones": { "x": { "hosts": ["h[1-2]", "h2"] } })"),
             Contains("host \"h2\" appears twice"));
  CHECK_THAT(refused(
                 R"("zones": { "x": { "hosts": ["h1"],
                               "racks": { "h1": { "hosts": [], "latency": "1ms" } } } })"),
             Contains("the name \"h1\" is already in use"));
  CHECK_THAT(refused(R"("zones": { "x": { "hosts": ["h1"] } }, "hosts": { "g1": { "cores": 2 } })"),
             Contains("no host \"g1\"; did you mean \"h1\"?"));
  CHECK_THAT(refused(R"("zones": { "x": {} })"), Contains("no zone has a host"));
}

TEST_CASE("A route leads link by link from one zone to another") {
  CHECK(with_routes(R"({ "between": ["x", "z"], "links": ["xy", "yz"] })").empty());
  CHECK(with_routes(R"({ "between": ["z", "x"], "links": ["yz", "xy"] })").empty());
  CHECK_THAT(with_routes(R"({ "between": ["x", "z"], "links": ["yz", "xy"] })"),
             Contains("link \"yz\" does not start at zone \"x\""));
  CHECK_THAT(with_routes(R"({ "between": ["x", "z"], "links": ["xy"] })"),
             Contains("the links of this route lead to zone \"y\""));
  CHECK_THAT(with_routes(R"({ "between": ["x", "z"], "links": ["xz"] })"),
             Contains("no link \"xz\""));
  CHECK_THAT(with_routes(R"({ "between": ["x", "x"], "links": [] })"),
             Contains("a route connects two different zones"));
  CHECK_THAT(with_routes(R"({ "between": ["x", "w"], "links": [] })"), Contains("no zone \"w\""));
}

TEST_CASE("A platform of SimGrid's has its hosts, zones, cores, speeds and properties") {
  const PlatformXml xml(pair_of_hosts);
  const auto scenario = scenario_of(on(file()));
  const auto& hosts = scenario.platform->hosts;
  REQUIRE(hosts.size() == 2);
  CHECK(hosts[0].value.zone == "net");
  CHECK(hosts[0].value.cores == 1);
  CHECK(hosts[0].value.speed == 1);
  CHECK(hosts[1].value.cores == 8);
  CHECK(hosts[1].value.speed == 3);
  CHECK(hosts[1].value.labels == std::vector<std::string>{"disk=ssd"});
  const auto other = scenario_of(on(file() + R"(, "flops": 1e9)"));
  CHECK(other.platform->hosts[0].value.speed == 2);
}

TEST_CASE("A platform file that cannot be used is told of in words of ours, with the line") {
  CHECK_THAT(refused(file()), Contains("cannot be used: ") && Contains("No such file"));
  const auto refused_with = [](const std::string& zone) {
    const PlatformXml xml(zone);
    return refused(file());
  };
  const auto refused_in = [&](const std::string& parts, const std::string& routing = "Full") {
    return refused_with("<zone id='a' routing='" + routing + "'>" + parts + "</zone>");
  };
  const std::string host = "<host id='h1' speed='1Gf'/>";
  const std::string other = "<host id='h2' speed='1Gf'/>";
  CHECK_THAT(refused_in("<host/>"),
             Contains("cannot be used: line 3: the attribute \"id\" is missing"));
  CHECK_THAT(refused_in(host, "Fulll"), Contains("a zone names a routing that does not exist"));
  CHECK_THAT(refused_in(host + host), Contains("host \"h1\" appears twice"));
  CHECK_THAT(refused_in(host + "<link id='l' bandwidth='0Bps' latency='1ms'/>"),
             Contains("the bandwidth of link \"l\" is not above 0"));
  CHECK_THAT(refused_in(host + "<link id='l' bandwidth='1Bps' latency='-1ms'/>"),
             Contains("the latency of link \"l\" is not between 0 and 1 h"));
  CHECK_THAT(refused_in("<host id='h1' speed='0f'/>"),
             Contains("the speed of host \"h1\" is not above 0"));
  CHECK_THAT(refused_in(""), Contains("it has no host"));
  CHECK_THAT(refused_in(host + other),
             Contains("no route leads from each of its hosts to every other"));
  CHECK_THAT(refused_with("<cluster id='a' prefix='h' suffix='' radical='0-100000000' "
                          "speed='1Gf' bw='1GBps' lat='1ms'/>"),
             Contains("SimGrid has not read it after") || Contains("not enough memory"));
  const PlatformXml xml(pair_of_hosts);
  CHECK_THAT(refused(file() + R"(, "zones": { "x": { "hosts": ["h1"] } })"),
             Contains("\"file\" holds the whole platform: \"zones\" cannot be given, too"));
  CHECK_THAT(refused(R"("flops": 1e9, "zones": { "x": { "hosts": ["h1"] } })"),
             Contains("it has no effect without \"file\""));
}
