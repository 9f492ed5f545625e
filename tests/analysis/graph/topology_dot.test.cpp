#include <catch2/catch.hpp>

#include "analysis/graph/dot.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

using Need = Topology::Need;
using Part = Topology::Part;

/// client -> order -> orders (a store); order publishes to a topic and asks reviews if it can.
Topology shop() {
  Topology shop;
  shop.design = "events";
  shop.nodes = {{"client", Part::client},
                {"order", Part::service},
                {"orders", Part::store},
                {"order-created", Part::topic},
                {"reviews", Part::service}};
  shop.edges = {
      {0, 1, Need::blocking}, {1, 2, Need::blocking}, {1, 3, Need::event}, {1, 4, Need::optional}};
  shop.operations = {
      {.name = "order.checkout", .owner = 1, .stores = {2}, .topics = {3}, .optional = {1}},
      {.name = "reviews.get", .owner = 4}};
  return shop;
}

std::string dot_of(const Topology& topology) { return to_dot(topology, analyse(topology)); }

}  // namespace

TEST_CASE("each part of a design has its shape in the graph") {
  const auto dot = dot_of(shop());
  CHECK_THAT(dot, Contains("digraph \"events\" {"));
  CHECK_THAT(dot, Contains("n0 [label=\"client\", shape=ellipse];"));
  CHECK_THAT(dot, Contains("n2 [label=\"orders\\ntakes 1 of 2\", shape=cylinder];"));
  CHECK_THAT(dot, Contains("n3 [label=\"order-created\\ntakes 1 of 2\", shape=cds];"));
  CHECK_THAT(dot, Contains("n4 [label=\"reviews\\ntakes 1 of 2\", shape=box];"));
}

TEST_CASE("only an articulation point is filled") {
  const auto dot = dot_of(shop());
  CHECK_THAT(dot, Contains("shape=box, style=\"filled,bold\", fillcolor=\"#ffd9b3\"];"));
  CHECK(dot.find("filled") == dot.rfind("filled"));
}

TEST_CASE("each need has its line in the graph, and the longest chain is thick") {
  const auto dot = dot_of(shop());
  CHECK_THAT(dot, Contains("n0 -> n1 [style=solid, penwidth=2.5];"));
  CHECK_THAT(dot, Contains("n1 -> n2 [style=solid, penwidth=2.5];"));
  CHECK_THAT(dot, Contains("n1 -> n3 [style=dotted, color=\"#1b7f4d\"];"));
  CHECK_THAT(dot, Contains("n1 -> n4 [style=dashed];"));
}

TEST_CASE("a name with quotes, backslashes and line ends cannot break the graph") {
  auto topology = shop();
  topology.nodes[0].name = "the \"big\"\nC:\\client";
  CHECK_THAT(dot_of(topology), Contains(R"(n0 [label="the \"big\"\nC:\\client", shape=ellipse];)"));
}
