#include <catch2/catch.hpp>

#include "analysis/graph/dot.hpp"
#include "lab/commands/commands.hpp"
#include "lab/output/structure/topology_text.hpp"
#include "lab/running/experiment.hpp"
#include "models/scenario/outline.hpp"

using namespace faultline;

namespace {

using Need = Topology::Need;
using Part = Topology::Part;

WiredDesign wired(Topology topology, CouplingGraph couplings = {}) {
  WiredDesign design;
  design.report = analyse(topology);
  design.effects = effect_paths_of(topology);
  design.topology = std::move(topology);
  design.score = monolith_score_of(couplings);
  design.couplings = std::move(couplings);
  return design;
}

/// Two services with an operation each.
CouplingGraph shop_and_bank() {
  return {.parts = {{"shop", "service", 0},
                    {"bank", "service", 1},
                    {"shop.buy", "operation", 0},
                    {"bank.pay", "operation", 1}},
          .services = 2,
          .edges = {},
          .has_contracts = false};
}

/// shop.buy waits for bank.pay; each is up nine times out of ten.
WiredDesign calls() {
  auto couplings = shop_and_bank();
  couplings.edges = {{2, 3, CouplingGraph::Kind::temporal, "shop.buy calls bank.pay", 7},
                     {2, 1, CouplingGraph::Kind::spatial, "shop.buy calls bank.pay", 7}};
  auto design = wired({.design = "calls",
                       .nodes = {{"client", Part::client},
                                 {"shop", Part::service, 0.9},
                                 {"bank", Part::service, 0.9}},
                       .edges = {{0, 1, Need::blocking}, {1, 2, Need::blocking}},
                       .operations = {{.name = "shop.buy", .owner = 1, .calls = {1}},
                                      {.name = "bank.pay", .owner = 2}},
                       .effects = {{"paid", {2}}}},
                      couplings);
  design.load = {.rate = 50,
                 .parts = {{.part = "bank",
                            .of = PartLoad::Of::workers,
                            .servers = 4,
                            .visits = 1,
                            .worst_visits = 3,
                            .demand_s = 0.02}}};
  return design;
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
                               {.name = "bank.pay", .owner = 3, .consumes = {2}}},
                .effects = {{"paid", {3}}}},
               shop_and_bank());
}

}  // namespace

TEST_CASE("designs are compared side by side, then told one by one") {
  CHECK(topology_text({calls(), topic()}) ==
        R"(                                                       calls            topic
monolith score (coupled pairs of services)              0.40             0.00
  0.3 x temporal                               1.00 (1 of 1)    0.00 (0 of 1)
  0.1 x spatial                                1.00 (1 of 1)    0.00 (0 of 1)
  0.25 x data                                  0.00 (0 of 1)    0.00 (0 of 1)
  0.1 x format                               - (no contract)  - (no contract)
  0.25 x deployment                            0.00 (0 of 1)    0.00 (0 of 1)
coupling
  services that the entry waits for                        2                1
  longest chain of blocking calls, hops                    2                1
  edges through topics                                     0                2
  operations lost with one part, at most        100 % (bank)      50 % (shop)
  operations lost with one part, on average             75 %           33.3 %
availability, at most
  shop.buy                                          81.000 %         90.000 %
  bank.pay                                          90.000 %         90.000 %
load, if nothing fails
  requests of clients                                   50/s              0/s
  highest rate that the parts bear              200/s (bank)                -

calls
  monolith score 0.40
    temporal  0.30  1 of 1 pairs by 1 edge; shop.buy calls bank.pay (line 7): without it the score
                    is 0.10
    spatial   0.10  1 of 1 pairs by 1 edge; shop.buy calls bank.pay (line 7): without it the score
                    is 0.30
  longest chain        client -> shop -> bank
  cycles               none
  articulation points  shop
  every path to paid   shop, bank
  what is affected when one part is down
    shop  lost shop.buy
    bank  lost shop.buy, bank.pay
  load of the busiest parts: utilisation, and requests/s that they bear
    bank  4 workers  25 %  200/s  visits 1, up to 3 if calls fail

topic
  monolith score 0.00: no two services are coupled
  longest chain        client -> shop
  cycles               none
  articulation points  shop, bought
  every path to paid   shop, bought, bank
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
  CHECK(one["availability"]["shop.buy"]["high"] == Approx(0.9 * 0.9));
  CHECK(one["availability"]["shop.buy"]["exact"] == true);
  CHECK(one["monolith_score"]["score"] == Approx(0.3 + 0.1));
  CHECK(one["monolith_score"]["kinds"]["temporal"]["strongest"]["line"] == 7);
  CHECK(one["monolith_score"]["kinds"]["temporal"]["score_without"] == Approx(0.1));
  CHECK(one["monolith_score"]["kinds"]["format"]["score"].is_null());
  CHECK(one["couplings"][0]["evidence"] == "shop.buy calls bank.pay");
  CHECK(one["couplings"][0]["kind"] == "temporal");
  CHECK(one["fans"]["bank"]["in"] == 1);
  CHECK(one["bridges"].size() == 2);
  CHECK(one["effects"]["paid"]["on_all_paths"] == Json{"shop", "bank"});
  CHECK(one["effects"]["paid"]["smallest_cut"] == Json{"shop"});
  CHECK(one["load"]["bottleneck"] == "bank");
  CHECK(one["load"]["highest_rate"] == Approx(4 / 0.02));
  CHECK(one["load"]["parts"][0]["utilisation"] == Approx(50 * 0.02 / 4));
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
  for (const auto* format : {"table", "json", "dot", "mermaid", "sarif"})
    CHECK(analyze_command({.scenario = scenario, .format = format}) == ExitCode::holds);
  CHECK_THROWS(analyze_command({.scenario = scenario, .designs = {"rset"}}));
}
