#include "analysis/graph/mermaid.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

namespace {

using Need = Topology::Need;
using Part = Topology::Part;

Topology shop() {
  return {.design = "events",
          .nodes = {{"client", Part::client},
                    {"order", Part::service},
                    {"orders", Part::store},
                    {"order-created", Part::topic},
                    {"kafka", Part::broker},
                    {"reviews", Part::service}},
          .edges = {{0, 1, Need::blocking},
                    {1, 2, Need::blocking},
                    {1, 3, Need::event},
                    {3, 4, Need::stands},
                    {1, 5, Need::optional}},
          .operations = {{.name = "order.place", .owner = 1, .stores = {2}, .topics = {3, 4}}}};
}

std::string mermaid_of(const Topology& topology) { return to_mermaid(topology, analyse(topology)); }

}  // namespace

TEST_CASE("a design is a flowchart with a shape for each part and a line for each need") {
  CHECK(mermaid_of(shop()) == R"(---
title: "events"
---
flowchart LR
  n0(["client"])
  n1["order<br>takes 1 of 1"]
  n2[("orders<br>takes 1 of 1")]
  n3>"order-created<br>takes 1 of 1"]
  n4[["kafka<br>takes 1 of 1"]]
  n5["reviews<br>takes 0 of 1"]
  n0 --> n1
  n1 --> n2
  n1 ==> n3
  n3 -.- n4
  n1 -.-> n5
  classDef cut fill:#ffd9b3,stroke-width:3px
  class n1 cut
)");
}

TEST_CASE("a name with quotes, line ends and entities cannot break the flowchart") {
  auto topology = shop();
  topology.nodes[0].name = "the \"big\"\n#1; <b>";
  CHECK_THAT(mermaid_of(topology),
             Catch::Matchers::Contains("n0([\"the #34;big#34;#10;#35;1#59; #60;b#62;\"])"));
}
