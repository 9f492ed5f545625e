#include "models/scenario/validation/validation.hpp"

#include "tests/models/shop.hpp"

using namespace faultline;

TEST_CASE("a call to an operation that does not exist is told with the nearest") {
  CHECK(told({{"\"call\": \"payment.charge\"", "\"call\": \"payment.charg\""}}) ==
        "shop.json:14:19: /designs/rest/order.place/2/call: no operation "
        "\"payment.charg\" of design \"rest\"; did you mean \"payment.charge\"? "
        "(legal: payment.charge, order.place)");
}

TEST_CASE("an operation that both designs share is blamed once") {
  CHECK(told({{"{ \"work\": \"20ms\" }", "{ \"query\": \"payments\" }"}}) ==
        "shop.json:9:36: /operations/payment.charge/0/query: no store \"payments\" "
        "(legal: orders)");
}

TEST_CASE("a circle of blocking calls is told with all that are in it") {
  CHECK(told({{"{ \"work\": \"20ms\" }", "{ \"call\": \"order.place\" }"}}) ==
        "shop.json:9:5: /operations/payment.charge: blocking calls form a cycle: payment.charge -> "
        "order.place -> payment.charge");
}

TEST_CASE("a circle through a topic is legal") {
  CHECK(told({{"\"subscriptions\": {",
               "\"order.note\": [ { \"work\": \"1ms\" }, { \"publish\": \"created\" } ],\n"
               "      \"subscriptions\": { \"order.note\": { \"topic\": \"created\" },"}})
            .empty());
}

TEST_CASE("a service that nothing reaches is told, and an operation and a store") {
  CHECK(told({{"\"payment\": {}", "\"payment\": {}, \"audit\": {}"}}) ==
        "shop.json:6:60: /services/audit: service \"audit\" is not reachable from \"order.place\" "
        "in any design");
  CHECK(
      told({{"\"payment.charge\": [ {", "\"payment.refund\": [],\n    \"payment.charge\": [ {"}}) ==
      "shop.json:9:5: /operations/payment.refund: operation \"payment.refund\" is not reachable "
      "from \"order.place\" in any design");
  CHECK(told({{"\"time\": \"3ms\" }",
               "\"time\": \"3ms\" }, \"old\": { \"owner\": \"order\", \"time\": \"3ms\" }"}}) ==
        "shop.json:7:62: /stores/old: store \"old\" is not reachable from \"order.place\" in any "
        "design");
}

TEST_CASE("an unknown fault target is told with what can be struck") {
  CHECK(told({{"\"target\": \"payment\"", "\"target\": \"paiment\""}}) ==
        "shop.json:22:60: /faults/0/target: no service, store, cache, topic, projection or broker "
        "\"paiment\"; did you mean \"payment\"? (legal: order, payment, orders, created)");
  CHECK(told({{"\"target\": \"payment\"", "\"target\": \"payment#1\""}}) ==
        "shop.json:22:60: /faults/0/target: \"payment\" has 1 instance, counted from 0");
  CHECK(told({{"\"target\": \"payment\"", "\"target\": \"payment#x\""}})
            .starts_with("shop.json:22:60: /faults/0/target: no service, store, cache, topic, "
                         "projection or broker"));
}

TEST_CASE("a store and a topic of one design can be struck too") {
  CHECK(told({{"\"target\": \"payment\"", "\"target\": \"orders\""}}).empty());
  CHECK(told({{"\"target\": \"payment\"", "\"target\": \"created\""}}).empty());
  CHECK(told({{"\"target\": \"payment\"", "\"target\": \"payment#0\""}}).empty());
}

TEST_CASE("a fault after the end of the run is told, and two of one name") {
  CHECK(told({{"\"4min\"", "\"10min\""}}) ==
        "shop.json:22:25: /faults/0/name: \"down\" starts after the end of the run");
  CHECK(told({{"\"at\": \"4min\" }",
               "\"at\": \"4min\" },\n    { \"name\": \"down\", \"kind\": \"crash\", \"target\": "
               "\"order\", \"at\": \"5min\" }"}}) ==
        "shop.json:23:15: /faults/1/name: another fault already has the name \"down\"");
}

TEST_CASE("an effect that a design never produces is told of that design") {
  CHECK(told({{"{ \"publish\": \"created\" } ],\n      \"subscriptions\": { \"payment.charge\": { "
               "\"topic\": \"created\", \"consumers\": 8 } }",
               "{ \"work\": \"1ms\" } ]"},
              {"\"topics\": { \"created\": {} }", "\"topics\": {}"}}) ==
        "shop.json:16:5: /designs/events: this design never produces the effect \"paid\"");
}

TEST_CASE("an effect that the transaction does not have is told with those it has") {
  CHECK(told({{"{ \"effect\": \"paid\" }", "{ \"effect\": \"payed\" }"}}) ==
        "shop.json:9:57: /operations/payment.charge/1/effect: no effect "
        "\"payed\" of the transaction; did you mean \"paid\"? (legal: stored, paid)");
  CHECK(told({{"[\"stored\", \"paid\"]", "[\"stored\", \"paid\", \"paid\"]"}}) ==
        "shop.json:4:74: /transaction/effects/2: the effect \"paid\" appears twice");
}

TEST_CASE("a topic that nobody consumes or nobody publishes to is told") {
  CHECK(told({{"\"created\": {}", "\"created\": {}, \"noted\": {}"},
              {"{ \"publish\": \"created\" } ]",
               "{ \"publish\": \"created\" }, { \"publish\": \"noted\" } ]"}}) ==
        "shop.json:17:34: /designs/events/topics/noted: no operation consumes topic \"noted\"");
  CHECK(
      told(
          {{"\"created\": {}", "\"created\": {}, \"noted\": {}"},
           {"\"consumers\": 8 }", "\"consumers\": 8 }, \"order.note\": { \"topic\": \"noted\" }"},
           {"\"topics\": {", "\"order.note\": [ { \"work\": \"1ms\" } ],\n      \"topics\": {"}}) ==
      "shop.json:18:34: /designs/events/topics/noted: no operation publishes to topic \"noted\"");
}

TEST_CASE("a topic of another design is not this one's") {
  CHECK(told({{"{ \"query\": \"orders\" }, { \"effect\": \"stored\" },\n",
               "{ \"publish\": \"created\" }, { \"effect\": \"stored\" },\n"}}) ==
        "shop.json:13:37: /designs/rest/order.place/0/publish: no topic \"created\" of design "
        "\"rest\"; none is defined");
}

TEST_CASE("an operation belongs to a service and has a name of its own") {
  CHECK(told({{"\"payment.charge\"", "\"paiment.charge\""}}) ==
        "shop.json:9:5: /operations/paiment.charge: \"paiment.charge\" belongs to no service: "
        "no service \"paiment\"; did you mean \"payment\"? (legal: order, payment)");
  CHECK(told({{"\"payment.charge\"", "\"payment\""}})
            .starts_with(
                "shop.json:9:5: /operations/payment: \"payment\" is not a \"service.operation\""));
  CHECK(told({{"\"payment.charge\"", "\"payment.charge.now\""}})
            .starts_with("shop.json:9:5: /operations/payment.charge.now: \"payment.charge.now\" is "
                         "not a \"service.operation\""));
}

TEST_CASE("names of parts are unique and have neither dot nor hash") {
  CHECK(told({{"\"created\"", "\"order\""}}) ==
        "shop.json:17:19: /designs/events/topics/order: the name \"order\" is already used by "
        "another part");
  CHECK(told({{"\"orders\"", "\"orders#1\""}}) ==
        "shop.json:7:15: /stores/orders#1: the name of a part must not be empty or contain \".\" "
        "or \"#\"");
}

TEST_CASE("an expectation names a design and a fault that there are, and says what is expected") {
  CHECK(told({{"\"design\": \"rest\"", "\"design\": \"rset\""}}) ==
        "shop.json:23:27: /expect/0/design: no design \"rset\"; did you mean \"rest\"? "
        "(legal: rest, events)");
  CHECK(
      told({{"\"during\": \"down\"", "\"during\": \"dawn\""}}) ==
      "shop.json:23:72: /expect/0/during: no fault, workflow, change or release \"dawn\"; did you "
      "mean \"down\"? "
      "(legal: down)");
  CHECK(told({{", \"at_most\": 0.1", ""}}) ==
        "shop.json:23:15: /expect/0: an expectation needs \"at_least\", \"at_most\" or both");
}

TEST_CASE("a host can be named only where there are hosts") {
  CHECK(told({{"\"workers\": 32", "\"hosts\": [\"a\"]"}}) ==
        "shop.json:6:38: /services/order/hosts/0: a host is given, but there is no \"platform\" "
        "with hosts");
}

TEST_CASE("with a platform every part stands on a host that there is") {
  const std::string_view run = "\"run\": {";
  CHECK(told({{run,
               "\"platform\": { \"zones\": { \"eu\": { \"hosts\": [\"a\"] } } },\n  \"run\": {"}})
            .empty());
  CHECK(
      told({{run, "\"platform\": { \"zones\": { \"eu\": { \"hosts\": [] } } },\n  \"run\": {"}}) ==
      "shop.json:3:26: /platform/zones: no zone has a host");
  CHECK(
      told({{run, "\"platform\": { \"zones\": { \"eu\": { \"hosts\": [\"a\"] } } },\n  \"run\": {"},
            {"\"workers\": 32", "\"hosts\": [\"b\"]"}}) ==
      "shop.json:7:38: /services/order/hosts/0: no host \"b\"; did you mean \"a\"? (legal: a)");
}

TEST_CASE("zones without a link between them are told") {
  CHECK(told({{"\"run\": {",
               "\"platform\": { \"zones\": { \"eu\": { \"hosts\": [\"order\", \"orders\", "
               "\"client\"] },\n    \"us\": { \"hosts\": [\"payment\", \"created\"] } } },\n"
               "  \"run\": {"}}) ==
        "shop.json:4:5: /platform/zones/us: no link leads from zone \"eu\" to zone \"us\"");
}
