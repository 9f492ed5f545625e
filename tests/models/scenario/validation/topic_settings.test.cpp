#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

std::string of_topic(const std::string& fields) {
  return shortly(told({{"\"created\": {}", "\"created\": { " + fields + " }"}}));
}

std::string of_consumers(const std::string& fields, const std::string& topic = "") {
  return shortly(
      told({{"\"created\": {}", "\"created\": { " + topic + " }"}, {"\"consumers\": 8", fields}}));
}

std::string of_publishing(const std::string& fields) {
  return shortly(told({{"\"publish\": \"created\"", "\"publish\": \"created\", " + fields}}));
}

/// With a broker of three nodes.
std::string on_broker(const std::string& fields) {
  return shortly(
      told({{"\"topics\": { \"created\": {}",
             "\"brokers\": { \"bus\": {} }, \"topics\": { \"created\": { " + fields + " }"}}));
}

std::vector<std::string> warnings(const Changes& changes) {
  auto document = parse_document(shop_with(changes), "shop.json");
  read_scenario(document);
  return document.problems.warnings();
}

}  // namespace

TEST_CASE("a topic, a broker and a group with all that they can have are valid") {
  CHECK(on_broker(R"("broker": "bus", "append": "2ms", "partitions": 12, "keyed": true,
    "replicas": 3, "min_in_sync": 2, "acks": "all", "replication": "2ms", "fetch": "1ms",
    "catch_up": "5000/s", "unclean_election": true, "retention": "168h",
    "retention_size": "10GiB", "capacity": 1000, "capacity_size": "1MiB", "when_full": "refuse",
    "partition_rate": "900/s")") == "");
  CHECK(of_topic(R"("visibility": "30s", "priority": true, "retention": "1h", "capacity": 100,
    "when_full": "drop_oldest")") == "");
  CHECK(of_consumers(R"("consumers": 8, "redeliver_after": "2s", "size": "2KiB", "batch": 100,
    "delivery": "at_least_once", "concurrency": 4, "attempts": 5, "retry_after": [ "1s", "1min" ],
    "dead_letter": false, "remembers": 1000, "back_pressure": 5000, "assignment": "sticky",
    "fetch": { "events": 20, "size": "64KiB", "wait": "1s" }, "session": "5s", "rebalance": "1s",
    "max_poll": "5min", "membership": "dynamic", "remembered_in": "memory",
    "scaling": { "min": 2, "max": 8, "events": 50, "every": "10s", "cold_start": "5s" })",
                     R"("partitions": 8)") == "");
}

TEST_CASE("what only a topic with partitions has is told of one without, and the other way round") {
  CHECK(of_topic(R"("keyed": true)") == "/topics/created/keyed: \"keyed\" needs \"partitions\"");
  CHECK(of_topic(R"("partition_rate": "5/s")") ==
        "/topics/created/partition_rate: \"partition_rate\" needs \"partitions\"");
  CHECK(of_topic(R"("partitions": 2, "visibility": "5s")") ==
        "/topics/created/visibility: a topic with \"partitions\" has no \"visibility\"");
  CHECK(of_topic(R"("partitions": 2, "priority": true)") ==
        "/topics/created/priority: priorities have no place in a topic with \"partitions\": their "
        "events stay in order");
}

TEST_CASE("replicas that have no nodes to stand on are told") {
  CHECK(of_topic(R"("partitions": 2, "replicas": 2)") ==
        "/topics/created/replicas: replicas need a \"broker\" whose nodes hold them");
  CHECK(on_broker(R"("broker": "bus", "partitions": 2, "replicas": 4)") ==
        "/topics/created/replicas: 4 replicas, but only 3 nodes in broker \"bus\"");
  CHECK(on_broker(R"("broker": "bus", "partitions": 2, "replicas": 2, "min_in_sync": 3)") ==
        "/topics/created/min_in_sync: \"min_in_sync\" is greater than \"replicas\" (2)");
}

TEST_CASE("what followers do is told of a topic that has none, or no log") {
  CHECK(on_broker(R"("broker": "bus", "replicas": 3, "unclean_election": true)") ==
        "/topics/created/unclean_election: \"unclean_election\" needs \"partitions\"");
  const auto warned = [](const std::string& fields) {
    const auto seen =
        warnings({{"\"created\": {}", "\"created\": { \"partitions\": 8, " + fields + " }"}});
    return seen.size() == 1 ? shortly(seen[0]) : "";
  };
  CHECK(warned(R"("catch_up": "50/s")") ==
        "/topics/created/catch_up: it has no effect without \"replicas\": there are no followers");
  CHECK(warned(R"("unclean_election": true)") ==
        "/topics/created/unclean_election: it has no effect without \"replicas\": no other node "
        "can lead");
}

TEST_CASE("a fetch that waits for nothing, for too much, or at a queue is told") {
  const std::string group = "/subscriptions/payment.charge";
  CHECK(of_consumers(R"("fetch": {})", R"("partitions": 8)") ==
        group + "/fetch: \"fetch\" needs \"events\" or \"size\"");
  CHECK(of_consumers(R"("batch": 10, "fetch": { "events": 11 })", R"("partitions": 8)") ==
        group + "/fetch: it waits for more events than one fetch returns (\"batch\")");
  CHECK(of_consumers(R"("batch": 10, "fetch": { "events": 9 })") ==
        group +
            ": \"fetch\": topic \"created\" has no \"partitions\", and a queue delivers its events "
            "as they arrive");
}

TEST_CASE("a lost leader of a topic without a broker, or of a partition it lacks, is told") {
  const auto struck = [](const std::string& topic, const std::string& partition) {
    return told({{"\"topics\": { \"created\": {}",
                  "\"brokers\": { \"bus\": {} }, \"topics\": { \"created\": { " + topic + " }"},
                 {R"("kind": "crash", "target": "payment")",
                  R"("kind": "leader_loss", "target": "created", "partition": )" + partition}});
  };
  CHECK(struck(R"("broker": "bus", "partitions": 4)", "3") == "");
  CHECK(struck(R"("broker": "bus")", "0") == "");
  CHECK(struck(R"("broker": "bus", "partitions": 4)", "4")
            .ends_with("/faults/0/partition: no partition 4: topic \"created\" has 4 partitions, "
                       "counted from 0"));
  CHECK(struck(R"("broker": "bus")", "1")
            .ends_with("no partition 1: topic \"created\" has 1 partition, counted from 0"));
  CHECK(told({{R"("kind": "crash", "target": "payment")",
               R"("kind": "leader_loss", "target": "created")"}})
            .ends_with("topic \"created\" has no \"broker\" whose nodes could lead it"));
}

TEST_CASE("a broker that is not there, or that nothing stands on, is told") {
  CHECK(on_broker(R"("broker": "buss")") ==
        "/topics/created/broker: no broker \"buss\"; did you mean \"bus\"? (legal: bus)");
  CHECK(on_broker(R"("partitions": 2)") == "/brokers/bus: broker \"bus\" holds no topic");
}

TEST_CASE("a choice of several words is known by them, however they are joined") {
  for (const auto* joined :
       {"at least once", "At-Least-Once", "atLeastOnce", "ATLEASTONCE", "at lest once"})
    CHECK(of_consumers(R"("delivery": ")" + std::string(joined) + "\"")
              .find("did you mean \"at_least_once\"?") != std::string::npos);
  CHECK(of_topic(R"("when_full": "Drop Oldest")").find("did you mean \"drop_oldest\"?") !=
        std::string::npos);
}

TEST_CASE("words that are none of the legal ones are told with the nearest") {
  CHECK(of_topic(R"("acks": "al")").find("did you mean \"all\"?") != std::string::npos);
  CHECK(of_topic(R"("when_full": "drop")").find("legal: block, refuse, drop_oldest") !=
        std::string::npos);
  CHECK(of_consumers(R"("delivery": "exactly_once")")
            .find("legal: at_most_once, at_least_once, effectively_once") != std::string::npos);
  CHECK(of_consumers(R"("assignment": "round-robin")").find("did you mean \"round_robin\"?") !=
        std::string::npos);
}

TEST_CASE("consumers beyond the number of partitions are warned of") {
  const auto seen = warnings({{"\"created\": {}", "\"created\": { \"partitions\": 6 }"}});
  REQUIRE(seen.size() == 1);
  CHECK(shortly(seen[0]) ==
        "/subscriptions/payment.charge: 8 consumers for the 6 partitions of topic \"created\": 2 "
        "of them are idle");
  CHECK(warnings({{"\"created\": {}", "\"created\": { \"partitions\": 8 }"}}).empty());
}

TEST_CASE("order by key is not to be had without keys, nor of consumers that compete") {
  CHECK(of_consumers(R"("ordered": true)", R"("partitions": 4)") ==
        "/subscriptions/payment.charge: topic \"created\" has no keys: order by key needs "
        "\"keyed\", and \"keys\" in the workload");
  CHECK(of_consumers(R"("ordered": true)", R"("partitions": 1)") == "");
  CHECK(of_consumers(R"("ordered": true, "consumers": 2)") ==
        "/subscriptions/payment.charge: the consumers of topic \"created\" compete for its events: "
        "order needs \"partitions\"");
  CHECK(of_consumers(R"("ordered": true, "batch": 4, "concurrency": 2)", R"("partitions": 1)") ==
        "/subscriptions/payment.charge/ordered: order is not kept with \"concurrency\"");
}

TEST_CASE("settings of a group that contradict each other are told") {
  const std::string group = "/subscriptions/payment.charge/";
  CHECK(of_consumers(R"("concurrency": 2)") ==
        group + "concurrency: more at once than one fetch returns (\"batch\")");
  CHECK(of_consumers(R"("delivery": "at_most_once", "attempts": 2)") ==
        group +
            "attempts: at_most_once never retries: the event is committed before it is processed");
  CHECK(of_consumers(R"("delivery": "effectively_once", "batch": 2)") == "");
  CHECK(of_consumers(R"("scaling": { "min": 2, "max": 4 })") ==
        group + "scaling: \"consumers\" is not between \"min\" and \"max\"");
  CHECK(of_consumers(R"("scaling": { "min": 5, "max": 4 })") ==
        group + "scaling/max: \"max\" is less than \"min\"");
}

TEST_CASE("what only consumers of partitions have is warned of where they have a queue") {
  const std::string group = "/subscriptions/payment.charge/";
  for (const std::string field :
       {R"("assignment": "sticky")", R"("session": "5s")", R"("rebalance": "1s")",
        R"("max_poll": "1s")", R"("membership": "dynamic")"}) {
    const auto name = field.substr(1, field.find('"', 1) - 1);
    const auto told_of = [&](const std::string& topic) {
      return warnings(
          {{"\"created\": {}", "\"created\": { " + topic + " }"}, {"\"consumers\": 8", field}});
    };
    REQUIRE(told_of("").size() == 1);
    CHECK(shortly(told_of("")[0]) ==
          group + name + ": it has no effect: topic \"created\" has no \"partitions\"");
    CHECK(told_of(R"("partitions": 8)").empty());
  }
}

TEST_CASE("where nothing is remembered it is told that no place for it matters") {
  CHECK(warnings({{"\"consumers\": 8", R"("remembered_in": "memory")"}}).size() == 1);
  CHECK(warnings({{"\"consumers\": 8", R"("remembered_in": "memory", "remembers": 9)"}}).empty());
}

TEST_CASE("a single event expires out of a queue only") {
  CHECK(of_publishing(R"("ttl": "5s")") == "");
  CHECK(of_publishing(R"("ttl": "0s")") != "");
  CHECK(shortly(told({{"\"created\": {}", "\"created\": { \"partitions\": 2 }"},
                      {"\"publish\": \"created\"", "\"publish\": \"created\", \"ttl\": \"5s\""}}))
            .ends_with("ttl: topic \"created\" has \"partitions\": its events are kept for its "
                       "\"retention\""));
}

TEST_CASE("a topic whose name is misspelt is told once, not also as one that nobody uses") {
  const auto lines = [](const std::string& text) {
    return std::ranges::count(text, '\n') + (text.empty() ? 0 : 1);
  };
  CHECK(lines(told({{"\"topic\": \"created\"", "\"topic\": \"creatd\""}})) == 1);
  CHECK(lines(told({{"\"publish\": \"created\"", "\"publish\": \"creatd\""}})) == 1);
  CHECK(lines(told({{"\"created\": {}", "\"created\": {}, \"failed\": {}"},
                    {"\"consumers\": 8", "\"attempts\": 3, \"dead_letter\": \"faild\""}})) == 1);
}

TEST_CASE("an outbox needs one way out, a store that is there, and nothing else around it") {
  CHECK(of_publishing(R"("outbox": { "store": "orders" })")
            .ends_with("an outbox needs either \"every\" or \"tail\", not both"));
  CHECK(of_publishing(R"("outbox": { "store": "orders", "every": "1s", "tail": "1s" })")
            .ends_with("an outbox needs either \"every\" or \"tail\", not both"));
  CHECK(of_publishing(R"("outbox": { "store": "order", "every": "1s" })").find("no store") !=
        std::string::npos);
  CHECK(of_publishing(R"("outbox": { "store": "orders", "every": "1s" }, "wait": false)")
            .ends_with("the relay of an outbox has no \"batching\", \"policies\" or \"wait\""));
  CHECK(of_publishing(R"("outbox": { "store": "orders", "every": "1s" })") == "");
}

TEST_CASE("batching without a linger, or of one event, is told") {
  CHECK(of_publishing(R"("batching": {})").find("\"linger\" is missing") != std::string::npos);
  CHECK(of_publishing(R"("batching": { "linger": "5ms", "batch": 1 })").find("/batching/batch") !=
        std::string::npos);
}

TEST_CASE("policies stand around the publishing of what is gathered") {
  CHECK(of_publishing(R"("batching": { "linger": "5ms" },
    "policies": [ { "kind": "timeout", "after": "1s" } ])") == "");
}

TEST_CASE("an event that tells of an effect that is not there is told") {
  CHECK(of_publishing(R"("tells": "paidd")").find("did you mean \"paid\"?") != std::string::npos);
}

TEST_CASE("a rebalance of a service that has no partitions in any design is told") {
  const auto struck = [](const std::string& target, const std::string& topic) {
    const auto fault = R"("kind": "rebalance", "every": "10s", "target": ")" + target + "\"";
    const auto topics = "\"created\": { " + topic + " }";
    return told({{R"("kind": "crash", "target": "payment")", fault}, {"\"created\": {}", topics}});
  };
  CHECK(struck("payment", R"("partitions": 8)") == "");
  CHECK(struck("payment#0", R"("partitions": 8)") == "");
  CHECK(struck("payment", "")
            .ends_with("/faults/0/target: \"payment\" consumes no topic with \"partitions\"; only "
                       "partitions can be rebalanced"));
  CHECK(struck("order", R"("partitions": 8)").find("\"order\" consumes no topic") !=
        std::string::npos);
}

TEST_CASE("a fault of events strikes a topic, a rebalance a service, and nothing else") {
  const auto struck = [](const std::string& kind, const std::string& target) {
    return told({{R"("kind": "crash", "target": "payment")",
                  "\"kind\": " + kind + ", \"target\": \"" + target + "\""}});
  };
  for (const std::string kind : {R"("drop", "share": 0.1)", R"("poison", "share": 0.1)",
                                 R"("delay", "share": 0.1, "by": "1s")"}) {
    CHECK(struck(kind, "created") == "");
    CHECK(struck(kind, "payment") != "");
  }
  // Calls can come twice and out of order, too.
  for (const std::string kind : {R"("duplicate", "share": 0.1)", R"("reorder", "share": 0.1)"})
    for (const auto* target : {"created", "payment"}) CHECK(struck(kind, target) == "");
  CHECK(struck(R"("rebalance", "every": "10s")", "created") != "");
  CHECK(struck(R"("drop", "share": 1.5)", "created") != "");
  CHECK(struck(R"("drop")", "created").find("\"share\" is missing") != std::string::npos);
}
