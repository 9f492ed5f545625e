#include <string>

#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

constexpr std::string_view events = R"("topics": { "created": {} },)";
constexpr std::string_view publishing = R"({ "publish": "created" } ])";
constexpr std::string_view network = R"("arrivals": "200/s" })";

/// The shop, where payment keeps a copy of the orders: such a table, and these steps.
Changes copied(std::string_view table, std::string_view projecting, std::string_view reading) {
  static std::string designs, consuming, read, rest;
  designs = std::string(events) + "\n      " + std::string(table) + ",";
  consuming = R"("topic": "created", "consumers": 8 } },)"
              "\n      \"payment.charge\": [ { \"work\": \"20ms\" }, { \"effect\": \"paid\" }" +
              std::string(projecting) + " ]";
  read = std::string(reading) + std::string(publishing);
  return {{events, designs},
          {R"("topic": "created", "consumers": 8 } })", consuming},
          {publishing, read},
          {network, R"("arrivals": "200/s", "keys": { "count": 9 } })"}};
}

constexpr std::string_view view =
    R"("projections": { "view": { "owner": "payment", "of": "created" } })";
constexpr std::string_view put = R"(, { "project": "view" })";
constexpr std::string_view get = R"({ "read": "view" }, )";

}  // namespace

TEST_CASE("a projection that is fed and read is valid, and can be struck") {
  auto changes = copied(view, put, get);
  CHECK(told(changes).empty());
  changes.emplace_back(R"("target": "payment")", R"("target": "view")");
  CHECK(told(changes).empty());
}

TEST_CASE("a projection of a topic that does not exist is told with the nearest") {
  CHECK(told(copied(R"("projections": { "view": { "owner": "payment", "of": "creatd" } })", put,
                    get)) ==
        "shop.json:18:60: /designs/events/projections/view/of: no topic "
        "\"creatd\" of design \"events\"; did you mean \"created\"? (legal: created)");
}

TEST_CASE("a projection of an event that nobody publishes is told") {
  auto changes =
      copied(R"("projections": { "view": { "owner": "payment", "of": "changed" } })", put, get);
  changes.emplace_back(R"("created": {} })", R"("created": {}, "changed": {} })");
  changes.emplace_back(R"("subscriptions": {)",
                       R"("order.note": [ { "project": "view" } ],
      "subscriptions": { "order.note": { "topic": "changed" },)");
  const auto text = told(changes);
  CHECK(text.find("/designs/events/projections/view/of: projection \"view\" is of topic "
                  "\"changed\", to which nobody publishes") != text.npos);
}

TEST_CASE("a projection that nobody reads is told, and one that nobody feeds") {
  CHECK(told(copied(view, put, "")) ==
        "shop.json:18:24: /designs/events/projections/view: nobody reads projection \"view\"");
  CHECK(told(copied(view, "", get)) ==
        "shop.json:18:24: /designs/events/projections/view: no operation feeds projection "
        "\"view\": whoever consumes topic \"created\" needs the step { \"project\": \"view\" }");
}

TEST_CASE("a step that has no event to take is told") {
  const std::string both = std::string(get) + R"({ "project": "view" }, )";
  const auto text = told(copied(view, put, both));
  CHECK(text.find("/designs/events/order.place/3/project: \"order.place\" does not consume topic "
                  "\"created\", which feeds projection \"view\"") != text.npos);
}

TEST_CASE("a projection that a step names and no design has is told") {
  const auto text = told(copied(view, put, R"({ "read": "views" }, )"));
  CHECK(text.find("no projection \"views\" of design \"events\"; did you mean \"view\"?") !=
        text.npos);
}

TEST_CASE("a projection that can be lost needs a log to be rebuilt from") {
  const std::string_view fragile =
      R"("projections": { "view": { "owner": "payment", "of": "created", "durable": false } })";
  const auto text = told(copied(fragile, put, get));
  CHECK(text.find("/designs/events/projections/view/of: projection \"view\" can be lost, and topic "
                  "\"created\" has no log to rebuild it from: that needs \"partitions\"") !=
        text.npos);
  auto changes = copied(view, put, get);
  changes.emplace_back(R"("kind": "crash", "target": "payment")",
                       R"("kind": "flush", "target": "view")");
  CHECK(told(changes) == text);
  changes.emplace_back(R"("created": {})", R"("created": { "partitions": 8 })");
  CHECK(told(changes).empty());
}

TEST_CASE("the name of a projection is its own, and its owner a service") {
  const auto text = told(
      copied(R"("projections": { "orders": { "owner": "paymen", "of": "created" } })", put, get));
  CHECK(text.find("the name \"orders\" is taken by another part") != text.npos);
  CHECK(text.find("no service \"paymen\"; did you mean \"payment\"?") != text.npos);
}

TEST_CASE("who reads or feeds another service's projection is told whom to ask") {
  auto document = parse_document(shop_with(copied(view, put, get)), "shop.json");
  read_scenario(document);
  REQUIRE(document.problems.warnings().size() == 1);
  CHECK(document.problems.warnings()[0].find(
            "/designs/events/order.place/2/read: \"order.place\" reads projection \"view\", which "
            "is owned by service \"payment\": call an operation of \"payment\", or give \"order\" "
            "a projection of its own") != std::string::npos);
  document = parse_document(
      shop_with(
          copied(R"("projections": { "view": { "owner": "order", "of": "created" } })", put, get)),
      "shop.json");
  read_scenario(document);
  REQUIRE(document.problems.warnings().size() == 1);
  CHECK(document.problems.warnings()[0].find(
            "\"payment.charge\" feeds projection \"view\", which is owned by service \"order\"") !=
        std::string::npos);
}

TEST_CASE("a workload without keys leaves a projection nothing to be stale about") {
  const std::string at_payment =
      std::string(put) + R"(, { "read": "view" } ], "payment.list": [ { "work": "1ms" })";
  auto changes = copied(view, at_payment, R"({ "call": "payment.list" }, )");
  changes.pop_back();
  auto document = parse_document(shop_with(changes), "shop.json");
  read_scenario(document);
  REQUIRE(document.problems.warnings().size() == 1);
  CHECK(document.problems.warnings()[0] ==
        "shop.json:18:24: /designs/events/projections/view: each request reads what nobody else "
        "changes: the workload has no \"keys\"");
}

TEST_CASE("a captured store publishes what is written to it, if anything is") {
  const Changes captures{{publishing, "{ \"effect\": \"stored\" } ]"},
                         {events, R"("topics": { "created": {} },
      "captures": { "orders": { "topic": "created" } },)"}};
  CHECK(told(captures).find("/designs/events/captures/orders: no query with \"write\" changes "
                            "store \"orders\"") != std::string::npos);
  auto written = captures;
  written.emplace_back(R"({ "query": "orders" })", R"({ "query": "orders", "write": true })");
  CHECK(told(written).empty());
  written.emplace_back(R"("captures": { "orders")", R"("captures": { "order")");
  CHECK(told(written).find("no store \"order\"; did you mean \"orders\"?") != std::string::npos);
}

TEST_CASE("who reads a projection needs it as a store, and a captured store feeds its topic") {
  auto changes = copied(view, put, get);
  changes.emplace_back(R"({ "publish": "created" })", R"({ "effect": "stored" })");
  changes.emplace_back(R"({ "query": "orders" })", R"({ "query": "orders", "write": true })");
  changes.emplace_back(R"("projections")",
                       R"("captures": { "orders": { "topic": "created" } }, "projections")");
  auto document = parse_document(shop_with(changes), "shop.json");
  const auto topology = topology_of(read_scenario(document), "events");
  const auto edges = [&](const std::string& from, const std::string& to, Topology::Need need) {
    return std::ranges::count_if(topology.edges, [&](const Topology::Edge& edge) {
      return topology.nodes[static_cast<std::size_t>(edge.from)].name == from &&
             topology.nodes[static_cast<std::size_t>(edge.to)].name == to && edge.need == need;
    });
  };
  CHECK(edges("order", "view", Topology::Need::blocking) == 1);
  CHECK(edges("payment", "view", Topology::Need::blocking) == 1);
  CHECK(edges("orders", "created", Topology::Need::event) == 1);
  CHECK(edges("created", "payment", Topology::Need::event) == 1);
  CHECK(edges("order", "created", Topology::Need::event) == 0);
}
