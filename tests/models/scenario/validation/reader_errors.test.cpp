#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

const std::string service_fields =
    "instances, workers, queue, discipline, longest_wait, drop_abandoned, cores, load, warmup, "
    "pauses, balancer, shards, slow_start, health, ejection, panic, subset, retry_after, "
    "autoscaling, hosts, placement, labels, availability";

const std::string duration = "a duration is written as \"250ms\" (units: ns, us, ms, s, min, h, d)";

}  // namespace

TEST_CASE("the shop is valid as it stands") { CHECK(told({}).empty()); }

TEST_CASE("an unknown key is told with the nearest name") {
  CHECK(told({{"\"workers\"", "\"wokers\""}}) ==
        "shop.json:6:28: /services/order/wokers: unknown key: no field \"wokers\" of service; did "
        "you mean \"workers\"? (legal: " +
            service_fields + ")");
  CHECK(told({{"\"deadline\"", "\"color\""}}) ==
        "shop.json:4:75: /transaction/color: unknown key: no field \"color\" of transaction "
        "(legal: entry, effects, deadline, policies, request, response, host, "
        "follow_up, saga)");
}

TEST_CASE("an unknown key of a design is told that operations have a dot") {
  CHECK(told({{"\"topics\"", "\"topis\""}}) ==
        "shop.json:17:7: /designs/events/topis: unknown key: no field \"topis\" of design; "
        "did you mean \"topics\"? (legal: brokers, topics, subscriptions, projections, captures, "
        "releases, shipping, order.place, service.operation)");
}

TEST_CASE("a missing unit is told with the way to write it") {
  CHECK(told({{"\"10min\"", "600"}}) ==
        "shop.json:3:22: /run/length: 600 has no unit; " + duration);
  CHECK(told({{"\"20ms\"", "\"20\""}}) ==
        "shop.json:9:35: /operations/payment.charge/0/work: \"20\" has no unit; " + duration);
  CHECK(told({{"\"200/s\"", "200"}}) ==
        "shop.json:5:45: /workload/arrivals: 200 has no unit; a rate is written as \"40/s\" "
        "(units: /d, /h, /min, /s, /ms)");
}

TEST_CASE("an unknown unit is told with the legal ones") {
  CHECK(told({{"\"4min\"", "\"4minutes\""}}) ==
        "shop.json:22:77: /faults/0/at: unknown unit \"minutes\" in \"4minutes\"; " + duration);
  CHECK(told({{"\"200/s\"", "\"200/sec\""}}) ==
        "shop.json:5:45: /workload/arrivals: unknown unit \"/sec\" in \"200/sec\"; "
        "a rate is written as \"40/s\" (units: /d, /h, /min, /s, /ms)");
}

TEST_CASE("a negative time is told as out of range") {
  CHECK(told({{"\"10min\"", "\"-10min\""}}) ==
        "shop.json:3:22: /run/length: -10min is out of range: more than 0 is legal");
  CHECK(told({{"\"4min\"", "\"-4min\""}}) ==
        "shop.json:22:77: /faults/0/at: -4min is out of range: 0 or more is legal");
  CHECK(told({{"\"1s\"", "\"-1s\""}}) ==
        "shop.json:14:81: /designs/rest/order.place/2/policies/0/after: "
        "-1s is out of range: more than 0 is legal");
}

TEST_CASE("a required field that is missing is told with its meaning") {
  CHECK(told({{"\"owner\": \"order\", ", ""}}) ==
        "shop.json:7:25: /stores/orders: \"owner\" is missing: the service that owns the data");
  CHECK(told({{", \"question\": \"Who notices?\"", ""}}) ==
        "shop.json:1:1: \"question\" is missing: the question that the scenario answers");
}

TEST_CASE("a fault without target is told what a target is") {
  CHECK(told({{"\"target\": \"payment\", ", ""}}) ==
        "shop.json:22:15: /faults/0: \"target\" is missing: what it hits: the name of a part "
        "(\"payment#0\": a single instance), or a zone, host, label ...");
}

TEST_CASE("a value of the wrong form is told with what was found") {
  CHECK(told({{"[\"stored\", \"paid\"]", "\"stored\""}}) ==
        "shop.json:4:55: /transaction/effects: expected a list, found the text \"stored\"");
  CHECK(told({{"{ \"workers\": 32 }", "32"}}) ==
        "shop.json:6:26: /services/order: expected an object, found the number 32");
  CHECK(told({{"{ \"work\": \"20ms\" }", "\"20ms\""}}) ==
        "shop.json:9:25: /operations/payment.charge/0: expected an object (step), "
        "found the text \"20ms\"");
}

TEST_CASE("an unknown kind is told with those there are") {
  CHECK(told({{"\"kind\": \"crash\"", "\"kind\": \"crush\""}}) ==
        "shop.json:22:41: /faults/0/kind: no fault \"crush\"; did you mean \"crash\"? "
        "(legal: crash, slow, latency, errors, pause, flush, drop, duplicate, delay, reorder, "
        "poison, rebalance, lock, leader_loss, hang, cpu_stress, memory_leak, throttle, loss, "
        "partition, reset, dns, certificate, connection_limit, full_disk, bandwidth, restart, "
        "corrupt, clock_skew, bad_configuration)");
  CHECK(told({{"\"work\"", "\"wrok\""}}) ==
        "shop.json:9:27: /operations/payment.charge/0/wrok: no step \"wrok\"; "
        "did you mean \"work\"? (legal: work, call, parallel, query, publish, effect, cache, "
        "transaction, saga, take_back, await, project, read, sleep, error_rate, repeat, choose, "
        "parse)");
  CHECK(told({{"{ \"work\": \"20ms\" }", "{ \"work\": \"20ms\", \"call\": \"order.place\" }"}}) ==
        "shop.json:9:43: /operations/payment.charge/0/call: this step already is a \"work\"; one "
        "step can have only one kind");
}

TEST_CASE("a key that stands twice is told next to what else is wrong") {
  CHECK(told({{"\"payment\": {}", "\"payment\": {}, \"order\": { \"workers\": 0 }"}}) ==
        "shop.json:6:60: /services/order: \"order\" appears twice; first at line "
        "6\nshop.json:6:82: /services/order/workers: 0 is out of range: 1 to 1000000 is legal");
}

TEST_CASE("warm-up longer than the run, an empty list of effects and no design are told") {
  CHECK(told({{"\"1min\"", "\"10min\""}}) ==
        "shop.json:3:41: /run/warmup: \"warmup\" leaves nothing of \"length\" to measure");
  CHECK(told({{"[\"stored\", \"paid\"]", "[]"}}) ==
        "shop.json:4:55: /transaction/effects: \"effects\" must have 1 to 32 entries");
}

TEST_CASE("all problems of a file are told at once, in the order of the file") {
  CHECK(told({{"\"workers\": 32", "\"wokers\": 32"},
              {"\"call\": \"payment.charge\"", "\"call\": \"payment.change\""},
              {"\"4min\"", "240"}}) ==
        "shop.json:6:28: /services/order/wokers: unknown key: no field \"wokers\" of service; did "
        "you mean \"workers\"? (legal: " +
            service_fields +
            ")\n"
            "shop.json:14:19: /designs/rest/order.place/2/call: no operation "
            "\"payment.change\" of design \"rest\"; did you mean \"payment.charge\"? (legal: "
            "payment.charge, "
            "order.place)\n"
            "shop.json:22:77: /faults/0/at: 240 has no unit; " +
            duration);
}

TEST_CASE("where names were lost with their section, what refers to them is not blamed") {
  CHECK(told({{"\"stores\"", "\"storse\""}}) ==
        "shop.json:7:3: /storse: unknown key: no field \"storse\" of scenario; "
        "did you mean \"stores\"? (legal: $schema, faultline, title, question, run, transaction, "
        "workload, network, cpu, platform, services, stores, caches, operations, designs, faults, "
        "workflows, monkey, changes, contracts, releases, delivery, hypothesis, abort, expect, "
        "lesson)");
}
