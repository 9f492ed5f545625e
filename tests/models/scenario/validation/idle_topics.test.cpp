#include "models/scenario/validation/validation.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

/// What is warned of, one a line, without the place in the text.
std::string warned(const Changes& changes) {
  auto document = parse_document(shop_with(changes), "shop.json");
  read_scenario(document);
  std::string all;
  for (const auto& one : document.problems.warnings())
    all += (all.empty() ? "" : "\n") + shortly(one);
  return all;
}

std::string of_topic(const std::string& fields) {
  const auto topic = "\"created\": { " + fields + " }";
  return warned({{"\"created\": {}", topic}});
}

std::string of_consumers(const std::string& fields) {
  const auto group = "\"consumers\": 8, " + fields;
  return warned({{"\"consumers\": 8", group}});
}

std::string of_broker(const std::string& broker, const std::string& topic) {
  const auto design = "\"brokers\": { \"bus\": { " + broker +
                      " } }, \"topics\": { \"created\": { \"broker\": \"bus\"" + topic + " }";
  return warned({{"\"topics\": { \"created\": {}", design}});
}

}  // namespace

TEST_CASE("all that publishers wait for is the leader where nobody follows") {
  CHECK(of_topic(R"("acks": "all")") ==
        "/topics/created/acks: it has no effect without \"replicas\": the leader is the only node");
  CHECK(of_topic(R"("acks": "leader")") == "");
  CHECK(of_topic(R"("acks": "none")") == "");
  CHECK(of_broker("", R"(, "acks": "all", "replicas": 2)") == "");
}

TEST_CASE("how long followers take is warned of where there are none") {
  CHECK(
      of_topic(R"("replication": "50ms")") ==
      "/topics/created/replication: it has no effect without \"replicas\": there are no followers");
  CHECK(of_topic(R"("replication": "5ms")") != "");  // the default, but given
  CHECK(of_broker("", R"(, "replication": "50ms", "replicas": 2)") == "");
}

TEST_CASE("a node that is back has nothing to lead again where no topic has replicas") {
  const std::string again = R"("lead_again": "1s")";
  CHECK(of_broker(again, "") ==
        "/brokers/bus/lead_again: it has no effect: none of its topics has \"replicas\"");
  CHECK(of_broker(again, R"(, "replicas": 2)") == "");
  CHECK(of_broker("", "") == "");
}

TEST_CASE("priority among events needs a request class that has a higher one") {
  const auto of_classes = [](const std::string& classes) {
    const auto workload = "\"kind\": \"open\", \"classes\": { " + classes + " }";
    return warned({{"\"created\": {}", "\"created\": { \"priority\": true }"},
                   {"\"kind\": \"open\"", workload}});
  };
  const std::string idle =
      "/topics/created/priority: it has no effect: no request class has a "
      "higher \"priority\" than another";
  CHECK(of_topic(R"("priority": true)") == idle);
  CHECK(of_topic(R"("priority": false)") == "");
  CHECK(of_classes(R"("a": {}, "b": {})") == idle);
  CHECK(of_classes(R"("a": { "priority": 3 }, "b": { "priority": 3 })") == idle);
  CHECK(of_classes(R"("a": { "priority": 3 }, "b": {})") == "");
}

TEST_CASE("a topic by key is warned of where the workload has no keys") {
  CHECK(of_topic(R"("partitions": 8, "keyed": true)") ==
        "/topics/created/keyed: it has no effect: the workload has no \"keys\"");
  CHECK(of_topic(R"("partitions": 8, "keyed": false)") == "");
  CHECK(warned({{"\"created\": {}", R"("created": { "partitions": 8, "keyed": true })"},
                {"\"kind\": \"open\"", R"("kind": "open", "keys": { "count": 9 })"}}) == "");
}

TEST_CASE("what is never delivered again needs no pause before that") {
  const std::string at_most_once = R"("delivery": "at_most_once")";
  CHECK(of_consumers(at_most_once + R"(, "redeliver_after": "5s")") ==
        "/subscriptions/payment.charge/redeliver_after: it has no effect: at_most_once never "
        "retries an event");
  CHECK(of_consumers(at_most_once) == "");
  CHECK(of_consumers(R"("redeliver_after": "5s")") == "");
}

TEST_CASE("more delays than there are tries after the first are warned of") {
  const std::string delays = R"("retry_after": [ "1s", "2s", "3s" ])";
  CHECK(of_consumers(delays + R"(, "attempts": 2)") ==
        "/subscriptions/payment.charge/retry_after: 2 of its 3 delays have no effect with 2 "
        "\"attempts\"");
  CHECK(of_consumers(delays + R"(, "attempts": 1)")
            .ends_with("3 of its 3 delays have no effect with 1 \"attempts\""));
  CHECK(of_consumers(delays + R"(, "attempts": 4)") == "");
  CHECK(of_consumers(delays + R"(, "attempts": 9)") == "");
  CHECK(of_consumers(delays) == "");
}

TEST_CASE("no consumer is back in time that works longer than it may") {
  const auto with = [](const std::string& limit, const std::string& work) {
    const auto group = "\"consumers\": 8, \"max_poll\": \"" + limit + "\"";
    return warned({{"\"created\": {}", R"("created": { "partitions": 8 })"},
                   {"\"consumers\": 8", group},
                   {R"("work": "20ms")", work}});
  };
  CHECK(with("19ms", R"("work": "20ms")") ==
        "/subscriptions/payment.charge/max_poll: no consumer can finish within 19ms: "
        "\"payment.charge\" takes 20ms for one event");
  CHECK(with("20ms", R"("work": "20ms")") == "");
  CHECK(with("19ms", R"("work": "20ms", "probability": 0.5)") == "");
  CHECK(with("5ms", R"("work": { "kind": "exponential", "mean": "20ms" })") == "");
  CHECK(with("5ms", R"("work": { "kind": "uniform", "min": "6ms", "max": "9ms" })")
            .ends_with("takes 6ms for one event"));
  CHECK(with("5ms", R"("work": { "kind": "pareto", "min": "7ms", "shape": 2 })")
            .ends_with("takes 7ms for one event"));
  CHECK(with("5ms", R"("work": { "kind": "empirical", "values": [ "9ms", "8ms" ] })")
            .ends_with("takes 8ms for one event"));
  CHECK(with("5ms", R"("work": { "kind": "mixture", "of": [ { "weight": 1, "time": "9ms" },
    { "weight": 1, "time": "6ms" } ] })")
            .ends_with("takes 6ms for one event"));
}

TEST_CASE("every event comes again that takes longer than it stays unseen") {
  const auto with = [](const std::string& limit, const std::string& group) {
    const auto topic = "\"created\": { \"visibility\": \"" + limit + "\" }";
    return warned({{"\"created\": {}", topic}, {"\"consumers\": 8", group}});
  };
  CHECK(with("19ms", R"("consumers": 8)") ==
        "/topics/created/visibility: every event is delivered again: \"payment.charge\" takes 20ms "
        "for one event, more than 19ms");
  CHECK(with("20ms", R"("consumers": 8)") == "");
}

TEST_CASE("a time limit of a call is judged by its messages alone, as ever") {
  CHECK(warned({{R"("after": "1s")", R"("after": "21ms")"}}) == "");
}

TEST_CASE("a topic that never has room for what is published to it is told") {
  const auto with = [](const std::string& topic, const std::string& publish) {
    const auto changed = "\"created\": { " + topic + " }";
    return shortly(told({{"\"created\": {}", changed}, {R"("publish": "created")", publish}}));
  };
  const std::string never =
      "/order.place/2/publish: topic \"created\" never has room for an event "
      "of 1024 B (\"capacity_size\")";
  CHECK(with(R"("capacity_size": "1023B")", R"("publish": "created")") == never);
  CHECK(with(R"("capacity_size": "1023B", "when_full": "drop_oldest")",
             R"("publish": "created")") == never);
  CHECK(with(R"("capacity_size": "1024B")", R"("publish": "created")") == "");
  CHECK(with(R"("capacity_size": "1024B")", R"("publish": "created", "size": "1025B")") != "");
  CHECK(with(R"("retention_size": "100B")", R"("publish": "created")") == "");
}

TEST_CASE("events that go round without end are warned of, with their way") {
  const auto with = [](const std::string& operations, const std::string& topics = "",
                       const std::string& groups = "") {
    const auto design = "\"topics\": { \"created\": {}" + topics + " }, " + operations;
    const auto subscriptions = "\"consumers\": 8 " + groups;
    return warned(
        {{"\"topics\": { \"created\": {} }", design}, {"\"consumers\": 8", subscriptions}});
  };
  const std::string pays = R"("payment.charge": [ { "effect": "paid" })";
  CHECK(with(pays + " ]") == "");
  CHECK(with(pays + R"(, { "publish": "created" } ])") ==
        "/payment.charge: events circulate without end: payment.charge -> \"created\" -> "
        "payment.charge");
  CHECK(with(pays + R"(, { "publish": "created", "probability": 0.5 } ])") == "");
  CHECK(with(pays + R"(, { "publish": "created" } ])", "", R"(, "remembers": 1000)") == "");
  const std::string charged = R"(, "charged": {})";
  const std::string notes = R"( }, "order.note": { "topic": "charged")";
  CHECK(with(pays + R"(, { "publish": "charged" } ], "order.note": [ { "publish": "created" } ])",
             charged, notes) ==
        "/payment.charge: events circulate without end: payment.charge -> \"charged\" -> "
        "order.note -> \"created\" -> payment.charge");
  CHECK(with(pays + R"(, { "publish": "charged" } ], "order.note": [ { "work": "1ms" } ])", charged,
             notes) == "");
  CHECK(with(pays + R"(, { "call": "order.again" } ],
    "order.again": [ { "publish": "created" } ])") ==
        "/payment.charge: events circulate without end: payment.charge -> order.again -> "
        "\"created\" -> payment.charge");
  CHECK(with(pays + R"(, { "call": "order.again", "probability": 0.5 } ],
    "order.again": [ { "publish": "created" } ])") == "");
  CHECK(with(pays + R"(, { "query": "orders", "write": true } ],
    "captures": { "orders": { "topic": "created" } })") ==
        "/payment.charge: events circulate without end: payment.charge -> \"created\" -> "
        "payment.charge");
}

TEST_CASE("what a store tells of its changes has to fit into the topic, too") {
  CHECK(shortly(told({{"\"topics\": { \"created\": {} }",
                       R"("topics": { "created": { "capacity_size": "2KiB" } },
    "captures": { "orders": { "topic": "created", "size": "3KiB" } })"},
                      {R"({ "query": "orders" })", R"({ "query": "orders", "write": true })"}})) ==
        "/captures/orders: topic \"created\" never has room for an event of 3072 B "
        "(\"capacity_size\")");
}
