#include <catch2/catch.hpp>

#include "analysis/graph/dot.hpp"
#include "lab/commands/commands.hpp"
#include "lab/output/topology_text.hpp"
#include "lab/running/experiment.hpp"
#include "models/scenario/outline.hpp"

using namespace faultline;

namespace {

using Need = Topology::Need;
using Part = Topology::Part;

WiredDesign wired(Topology topology) {
  auto report = analyse(topology);
  return {std::move(topology), std::move(report)};
}

/// shop.buy waits for bank.pay; each is up nine times out of ten.
WiredDesign calls() {
  return wired({.design = "calls",
                .nodes = {{"client", Part::client},
                          {"shop", Part::service, 0.9},
                          {"bank", Part::service, 0.9}},
                .edges = {{0, 1, Need::blocking}, {1, 2, Need::blocking}},
                .operations = {{.name = "shop.buy", .owner = 1, .calls = {1}},
                               {.name = "bank.pay", .owner = 2}}});
}

/// The same through a topic that never fails.
WiredDesign topic() {
  return wired({.design = "topic",
                .nodes = {{"client", Part::client},
                          {"shop", Part::service, 0.9},
                          {"bought", Part::topic, 1},
                          {"bank", Part::service, 0.9}},
                .edges = {{0, 1, Need::blocking}, {1, 2, Need::event}, {2, 3, Need::event}},
                .operations = {{.name = "shop.buy", .owner = 1, .topics = {2}, .delivers = {1}},
                               {.name = "bank.pay", .owner = 3, .consumes = {2}}}});
}

}  // namespace

TEST_CASE("designs are compared side by side, then told one by one") {
  CHECK(topology_text({calls(), topic()}) ==
        R"(                                                    calls        topic
coupling
  services that the entry waits for                     2            1
  longest chain of blocking calls, hops                 2            1
  edges through topics                                  0            2
  operations lost with one part, at most     100 % (bank)  50 % (shop)
  operations lost with one part, on average          75 %       33.3 %
availability, at most
  shop.buy                                       81.000 %     90.000 %
  bank.pay                                       90.000 %     90.000 %

calls
  longest chain        client -> shop -> bank
  cycles               none
  articulation points  shop
  what is affected when one part is down
    shop  lost shop.buy
    bank  lost shop.buy, bank.pay

topic
  longest chain        client -> shop
  cycles               none
  articulation points  shop, bought
  what is affected when one part is down
    shop    lost shop.buy
    bought  lost shop.buy; delayed bank.pay
    bank    delayed bank.pay
)");
}

TEST_CASE("programs get the same as JSON") {
  const auto json = topology_json({calls(), topic()});
  const auto& one = json["designs"]["calls"];
  CHECK(one["longest_chain"] == Json{"client", "shop", "bank"});
  CHECK(one["coupling"]["services_in_path"] == 2);
  CHECK(one["articulation_points"] == Json{"shop"});
  CHECK(one["losses"]["bank"]["lost"] == Json{"shop.buy", "bank.pay"});
  CHECK(one["losses"]["bank"]["share"] == 1);
  CHECK(one["availability_bounds"]["shop.buy"] == Approx(0.9 * 0.9));
  CHECK(one["cycles"] == Json::array());
  CHECK(json["designs"]["topic"]["losses"]["bank"]["delayed"] == Json{"bank.pay"});
}

TEST_CASE("a broker that a fault strikes stands among the parts of its designs") {
  const auto scenario = read_experiment({.scenario = "scenarios/14-broker-down.json"}).scenario;
  for (const std::string name : {"leader acknowledges", "all acknowledge"}) {
    const auto design = wired(topology_of(scenario, name));
    const auto kafka = topology_json({design})["designs"][name]["losses"]["kafka"];
    const auto ordered = topology_json({design})["designs"][name]["losses"]["ordered"];
    CHECK_FALSE(kafka["lost"].empty());
    CHECK(kafka == ordered);
    CHECK_THAT(to_dot(design.topology, design.report), Catch::Matchers::Contains("shape=box3d"));
  }
}

TEST_CASE("every format of analyze does without a run") {
  const std::string scenario = "scenarios/01-order-checkout.json";
  for (const auto* format : {"table", "json", "dot"})
    CHECK(analyze_command({.scenario = scenario, .format = format}) == ExitCode::holds);
  CHECK_THROWS(analyze_command({.scenario = scenario, .designs = {"rset"}}));
}
