#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

TEST_CASE("topics for what failed are valid, whoever else publishes to them") {
  const auto told_of = [](const std::string& consumers, const std::string& topics) {
    return shortly(
        told({{"\"created\": {}", "\"created\": {}" + topics}, {"\"consumers\": 8", consumers}}));
  };
  const std::string group = "/subscriptions/payment.charge/";
  const std::string both = R"(, "again": {}, "failed": {})";
  CHECK(told_of(R"("dead_letter": "failed", "attempts": 3)", R"(, "failed": {})") == "");
  CHECK(told_of(R"("dead_letter": "failed", "retry": [ { "topic": "again", "after": "1s" } ])",
                both) == "");
  CHECK(told_of(R"("dead_letter": "faild", "attempts": 3)", R"(, "failed": {})")
            .find("did you mean \"failed\"?") != std::string::npos);
  CHECK(told_of(R"("dead_letter": 3, "attempts": 3)", "").find("true, false or a name") !=
        std::string::npos);
  CHECK(told_of(R"("retry": [ { "topic": "again", "after": "1s" } ], "retry_after": [ "1s" ])",
                R"(, "again": {})") ==
        group + "retry_after: \"retry_after\" and \"retry\" do not go together");
  CHECK(told_of(R"("retry": [ { "topic": "again" } ])", R"(, "again": {})").find("after") !=
        std::string::npos);
  CHECK(told_of(R"("dead_letter": "created", "attempts": 3)", "") ==
        group + "dead_letter: what failed comes out of topic \"created\" again");
  CHECK(told_of(R"("delivery": "at_most_once", "retry": [ { "topic": "again", "after": "1s" } ])",
                R"(, "again": {})") ==
        group + "retry: at_most_once tries no event twice: it was committed before");
}

TEST_CASE("a topic that nothing feeds, not even dead letters, is told") {
  CHECK(shortly(told({{"\"created\": {}", "\"created\": {}, \"failed\": {}"}}))
            .find("nobody publishes to topic \"failed\"") != std::string::npos);
}

TEST_CASE("dead letters are drawn to who consumes them, and nobody needs their topic to be up") {
  auto document = parse_document(
      shop_with(
          {{"\"created\": {}", "\"created\": {}, \"failed\": {}"},
           {"\"consumers\": 8 }",
            R"("attempts": 3, "dead_letter": "failed" }, "order.settle": { "topic": "failed" })"},
           {"\"payment.charge\": [",
            R"("order.settle": [ { "effect": "paid" } ], "payment.charge": [)"}}),
      "shop.json");
  const auto topology = topology_of(read_scenario(document), "events");
  const auto node = [&](const std::string& name) {
    return static_cast<int>(std::ranges::find(topology.nodes, name, &Topology::Node::name) -
                            topology.nodes.begin());
  };
  const auto joined = [&](const std::string& from, const std::string& to) {
    return std::ranges::any_of(topology.edges, [&](const Topology::Edge& edge) {
      return edge.from == node(from) && edge.to == node(to);
    });
  };
  CHECK(joined("payment", "failed"));
  CHECK(joined("failed", "order"));
  const auto charge = std::ranges::find(topology.operations, "payment.charge",
                                        [](const auto& operation) { return operation.name; });
  REQUIRE(charge != topology.operations.end());
  CHECK(charge->topics.empty());
}
