#include "analysis/graph/topology.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace faultline;

namespace {

using Names = std::vector<std::string>;
using Need = Topology::Need;
using Part = Topology::Part;

/// client -> s1 -> s2 -> ... -> sn, each up 99.9 % of the time; operation i is service i's.
Topology chain_of(int services) {
  Topology chain;
  chain.nodes.push_back({"client", Part::client});
  for (int i = 1; i <= services; ++i) {
    chain.nodes.push_back({"s" + std::to_string(i), Part::service, 0.999});
    chain.edges.push_back({i - 1, i, Need::blocking});
    Topology::Operation operation{.name = "s" + std::to_string(i) + ".do", .owner = i};
    if (i < services) operation.calls = {i};
    chain.operations.push_back(operation);
  }
  return chain;
}

/// A hub that calls three services and asks a fourth if it can.
Topology star() {
  Topology star;
  star.nodes = {{"client", Part::client},       {"hub", Part::service, 0.99},
                {"stock", Part::service, 0.98}, {"price", Part::service, 0.97},
                {"tax", Part::service, 0.96},   {"reviews", Part::service, 0.5}};
  star.edges = {{0, 1, Need::blocking},
                {1, 2, Need::blocking},
                {1, 3, Need::blocking},
                {1, 4, Need::blocking},
                {1, 5, Need::optional}};
  star.operations = {{.name = "hub.page", .owner = 1, .calls = {1, 2, 3}, .optional = {4}},
                     {.name = "stock.get", .owner = 2},
                     {.name = "price.get", .owner = 3},
                     {.name = "tax.get", .owner = 4},
                     {.name = "reviews.get", .owner = 5}};
  return star;
}

/// Order stores and publishes; payment consumes, and stores in a database of its own.
Topology events() {
  Topology events;
  events.nodes = {{"client", Part::client},         {"order", Part::service, 0.99},
                  {"orders", Part::store, 0.98},    {"order-created", Part::topic, 0.999},
                  {"payment", Part::service, 0.97}, {"payments", Part::store, 0.96}};
  events.edges = {{0, 1, Need::blocking},
                  {1, 2, Need::blocking},
                  {1, 3, Need::event},
                  {3, 4, Need::event},
                  {4, 5, Need::blocking}};
  events.operations = {
      {.name = "order.checkout", .owner = 1, .stores = {2}, .topics = {3}, .delivers = {1}},
      {.name = "payment.charge", .owner = 4, .stores = {5}, .consumes = {3}}};
  return events;
}

const StaticLoss& loss_of(const TopologyReport& report, int node) {
  for (const auto& loss : report.losses)
    if (loss.node == node) return loss;
  FAIL("no loss is told for node " << node);
  return report.losses.front();
}

}  // namespace

TEST_CASE("a chain of five at 0.999 each is bounded by 0.999^5") {
  const auto report = analyse(chain_of(5));
  CHECK(report.availability[0] == Approx(std::pow(0.999, 5)).epsilon(1e-12));
  CHECK(report.availability[0] == Approx(0.995009990).epsilon(1e-9));
  CHECK(report.availability[3] == Approx(0.999 * 0.999).epsilon(1e-12));
  CHECK(report.availability[4] == Approx(0.999).epsilon(1e-12));
}

TEST_CASE("the loss of a service takes all who wait for it, up the chain") {
  const auto chain = chain_of(5);
  const auto report = analyse(chain);
  CHECK(report.losses.size() == 5);
  CHECK(operation_names(chain, loss_of(report, 5).lost) ==
        Names{"s1.do", "s2.do", "s3.do", "s4.do", "s5.do"});
  CHECK(operation_names(chain, loss_of(report, 2).lost) == Names{"s1.do", "s2.do"});
  CHECK(loss_of(report, 2).share == Approx(2.0 / 5));
}

TEST_CASE("a chain of five couples as tightly as five can") {
  const auto chain = chain_of(5);
  const auto report = analyse(chain);
  CHECK(node_names(chain, report.longest_chain) == Names{"client", "s1", "s2", "s3", "s4", "s5"});
  CHECK(report.coupling.longest_chain == 5);
  CHECK(report.coupling.services_in_path == 5);
  CHECK(report.coupling.worst_loss == 1.0);
  CHECK(report.coupling.worst_node == 5);
  CHECK(report.coupling.mean_blast_radius == Approx((1 + 2 + 3 + 4 + 5) / 5.0 / 5));
  CHECK(report.coupling.event_edges == 0);
  CHECK(node_names(chain, report.articulation_points) == Names{"s1", "s2", "s3", "s4"});
}

TEST_CASE("in a star each leaf takes itself and the hub, an optional one only itself") {
  const auto report = analyse(star());
  CHECK(loss_of(report, 1).lost == std::vector<int>{0});
  CHECK(loss_of(report, 2).lost == std::vector<int>{0, 1});
  CHECK(loss_of(report, 5).lost == std::vector<int>{4});
  CHECK(loss_of(report, 5).degraded == std::vector<int>{0});
  CHECK(report.availability[0] == Approx(0.99 * 0.98 * 0.97 * 0.96).epsilon(1e-12));
  CHECK(report.coupling.worst_loss == Approx(2.0 / 5));
  CHECK(report.coupling.worst_node == 2);
  CHECK(report.coupling.mean_blast_radius == Approx((1 + 2 + 2 + 2 + 1) / 5.0 / 5));
  CHECK(report.coupling.services_in_path == 5);
  CHECK(report.coupling.longest_chain == 2);
  CHECK(report.articulation_points == std::vector<int>{1});
}

TEST_CASE("what is behind an optional call degrades however deep it lies") {
  auto topology = chain_of(4);  // s1 calls s2 optionally; s2 calls s3, s3 calls s4
  topology.operations[0].calls.clear();
  topology.operations[0].optional = {1};
  const auto report = analyse(topology);
  CHECK(loss_of(report, 4).lost == std::vector<int>{1, 2, 3});
  CHECK(loss_of(report, 4).degraded == std::vector<int>{0});
  CHECK(report.availability[0] == Approx(0.999));
  CHECK(report.coupling.services_in_path == 4);
}

TEST_CASE("where payment consumes events its loss delays payment and leaves checkout alone") {
  const auto report = analyse(events());
  const auto& payment = loss_of(report, 4);
  CHECK(payment.lost.empty());
  CHECK(payment.degraded.empty());
  CHECK(payment.delayed == std::vector<int>{1});
  CHECK(payment.share == 0.0);
  CHECK(loss_of(report, 5).delayed == std::vector<int>{1});
}

TEST_CASE("the loss of the topic takes the publisher and delays the consumer") {
  const auto report = analyse(events());
  CHECK(loss_of(report, 3).lost == std::vector<int>{0});
  CHECK(loss_of(report, 3).delayed == std::vector<int>{1});
}

TEST_CASE("an event design is bounded by what its entry waits for, and no further") {
  const auto report = analyse(events());
  CHECK(report.availability[0] == Approx(0.99 * 0.98 * 0.999).epsilon(1e-12));
  CHECK(report.availability[1] == Approx(0.97 * 0.96 * 0.999).epsilon(1e-12));
  CHECK(report.coupling.services_in_path == 1);
  CHECK(report.coupling.longest_chain == 2);  // client, order, its store
  CHECK(report.coupling.event_edges == 2);
  CHECK(report.coupling.worst_loss == Approx(1.0 / 2));
  CHECK(report.coupling.worst_node == 1);
  CHECK(report.coupling.mean_blast_radius == Approx((1 + 1 + 1 + 0 + 0) / 2.0 / 5));
}

TEST_CASE("a broker takes its topics with it, and cuts nothing in two") {
  auto topology = events();
  topology.nodes.push_back({"kafka", Part::broker, 0.9});
  topology.edges.push_back({3, 6, Need::stands});
  topology.operations[0].topics = {3, 6};
  topology.operations[1].consumes = {3, 6};
  const auto report = analyse(topology);
  CHECK(loss_of(report, 6).lost == std::vector<int>{0});
  CHECK(loss_of(report, 6).delayed == std::vector<int>{1});
  CHECK(report.availability[0] == Approx(0.99 * 0.98 * 0.999 * 0.9).epsilon(1e-12));
  CHECK(report.coupling.event_edges == 2);
  CHECK(report.coupling.longest_chain == 2);
  CHECK(report.articulation_points == analyse(events()).articulation_points);
}

TEST_CASE("a client that asks two services is no part that could be taken away") {
  Topology topology;
  topology.nodes = {{"client", Part::client}, {"a", Part::service}, {"b", Part::service}};
  topology.edges = {{0, 1, Need::blocking}, {0, 2, Need::blocking}};
  topology.operations = {{.name = "a.do", .owner = 1}, {.name = "b.do", .owner = 2}};
  CHECK(analyse(topology).articulation_points.empty());
}

TEST_CASE("a part that is needed twice counts once in the bound") {
  auto topology = chain_of(3);  // s1 calls s2 and s3, and s2 calls s3 as well
  topology.operations[0].calls = {1, 2};
  topology.edges.push_back({1, 3, Need::blocking});
  const auto report = analyse(topology);
  CHECK(report.availability[0] == Approx(std::pow(0.999, 3)).epsilon(1e-12));
  CHECK(report.coupling.longest_chain == 3);
  CHECK(report.articulation_points == std::vector<int>{1});
}

TEST_CASE("an event loop is told as a cycle and is no blocking chain") {
  auto topology = events();
  topology.nodes.push_back({"paid", Part::topic});
  topology.edges.push_back({4, 6, Need::event});
  topology.edges.push_back({6, 1, Need::event});
  const auto report = analyse(topology);
  REQUIRE(report.cycles.size() == 1);
  CHECK(node_names(topology, report.cycles[0]) ==
        Names{"order", "order-created", "payment", "paid"});
  CHECK(report.coupling.longest_chain == 2);
}

TEST_CASE("a cycle of blocking calls ends the analysis all the same") {
  auto topology = chain_of(4);
  topology.operations[3].calls = {1};  // s4 calls s2 again
  topology.edges.push_back({4, 2, Need::blocking});
  topology.edges.push_back({4, 4, Need::blocking});
  const auto report = analyse(topology);
  CHECK(report.cycles == std::vector<std::vector<int>>{{2, 3, 4}});
  CHECK(report.longest_chain == std::vector<int>{0, 1, 2, 3, 4});
  CHECK(loss_of(report, 2).lost == std::vector<int>{0, 1, 2, 3});
  CHECK(report.availability[3] == Approx(std::pow(0.999, 3)).epsilon(1e-12));
}

TEST_CASE("of two ways to a store the longer one is the longest chain") {
  auto topology = chain_of(3);  // client 0, s1 1, s2 2, s3 3, and a store that s1 and s3 query
  topology.nodes.push_back({"ledger", Part::store, 0.9});
  topology.edges.insert(topology.edges.begin(), {1, 4, Need::blocking});
  topology.edges.push_back({3, 4, Need::optional});
  const auto report = analyse(topology);
  CHECK(node_names(topology, report.longest_chain) == Names{"client", "s1", "s2", "s3", "ledger"});
  CHECK(report.cycles.empty());
}

TEST_CASE("a design without parts or operations has an empty report") {
  const auto report = analyse(Topology{});
  CHECK(report.longest_chain.empty());
  CHECK(report.losses.empty());
  CHECK(report.coupling.longest_chain == 0);
  CHECK(report.coupling.worst_node == -1);
}
