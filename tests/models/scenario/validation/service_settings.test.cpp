#include "models/scenario/validation/validation.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

/// What is told of the fields of "order", as far as it goes on behind "shop.json:6:...:
/// /services/".
std::string of_service(const std::string& fields) {
  const auto order = "\"order\": { " + fields + " }";
  const auto text = told({{"\"order\": { \"workers\": 32 }", order}});
  const std::string mark = "/services/order";
  const auto at = text.find(mark);
  return at == text.npos ? text : text.substr(at + mark.size());
}

std::string of_balancer(const std::string& balancer, int instances = 3) {
  return of_service("\"instances\": " + std::to_string(instances) + ", \"balancer\": " + balancer);
}

}  // namespace

TEST_CASE("a service with all that it can have is valid") {
  CHECK(of_service(R"("instances": 4, "workers": 8, "queue": 10, "discipline": "codel",
    "longest_wait": "1s", "drop_abandoned": true, "cores": 2.5,
    "load": [ { "at": 0, "factor": 1 }, { "at": 8, "factor": 2 } ],
    "warmup": { "for": "30s" }, "pauses": [ { "kind": "regular", "every": "1s", "for": "5ms" } ],
    "balancer": { "kind": "weighted", "weights": [ 1, 0, 2, 3, 4, 5 ] }, "shards": 2,
    "slow_start": "30s", "health": {}, "ejection": {},
    "autoscaling": { "min": 2, "max": 6 })") == "");
}

TEST_CASE("an unknown discipline, balancer or pause is told with the nearest name") {
  CHECK(of_service(R"("discipline": "filo")") ==
        "/discipline: no discipline \"filo\"; did you mean \"fifo\"? "
        "(legal: fifo, lifo, adaptive_lifo, codel, priority, deadline_first)");
  CHECK(of_service(R"("discipline": { "kind": "codl" })") ==
        "/discipline/kind: no discipline \"codl\"; did you mean \"codel\"? "
        "(legal: fifo, lifo, adaptive_lifo, codel, priority, deadline_first)");
  CHECK(of_balancer(R"("round-robin")") ==
        "/balancer: no balancer \"round-robin\"; did you mean \"round_robin\"? "
        "(legal: round_robin, random, weighted, least_in_flight, power_of_choices, "
        "consistent_hash, zone_aware, connections)");
  CHECK(
      of_service(R"("pauses": [ { "kind": "garbage" } ])") ==
      "/pauses/0/kind: no pause \"garbage\"; did you mean \"garbage_collection\"? (legal: regular, "
      "garbage_collection)");
}

TEST_CASE("a bare name that lacks required fields is told which") {
  CHECK(of_balancer(R"("weighted")") ==
        "/balancer: \"weights\" is missing: the weight of each instance, in order");
}

TEST_CASE("weights that sum to zero, are negative or too few are told") {
  CHECK(of_balancer(R"({ "kind": "weighted", "weights": [ 0, 0, 0 ] })") ==
        "/balancer/weights: the weights sum to zero");
  CHECK(of_balancer(R"({ "kind": "weighted", "weights": [ 1, -1, 3 ] })") ==
        "/balancer/weights: a weight must not be negative");
  CHECK(of_balancer(R"({ "kind": "weighted", "weights": [ 1, 2 ] })") ==
        "/balancer: 2 weights for 3 instances");
  CHECK(of_balancer(R"({ "kind": "weighted", "weights": [ 1, 2 ] })", 2) == "");
}

TEST_CASE("with autoscaling there are weights for the most instances that there can be") {
  CHECK(of_balancer(R"({ "kind": "weighted", "weights": [ 1, 2, 3 ] },
    "autoscaling": { "max": 4 })") == "/balancer: 3 weights for 4 instances");
}

TEST_CASE("more shards than instances are told, at the start and at the least") {
  CHECK(of_service(R"("instances": 2, "shards": 3)") ==
        "/shards: 3 shards for 2 instances: some shards would have no instance");
  CHECK(of_service(R"("instances": 4, "shards": 3, "autoscaling": { "max": 5, "min": 2 })") ==
        "/autoscaling: 3 shards for \"min\" 2: some shards would have no instance");
}

TEST_CASE("autoscaling between bounds that exclude each other, or the start, is told") {
  CHECK(of_service(R"("instances": 4, "autoscaling": { "min": 5, "max": 4 })") ==
        "/autoscaling/max: \"max\" is less than \"min\"");
  CHECK(of_service(R"("instances": 1, "autoscaling": { "min": 2, "max": 4 })") ==
        "/autoscaling: it starts with fewer instances than \"min\"");
  CHECK(of_service(R"("instances": 5, "autoscaling": { "min": 2, "max": 4 })") ==
        "/autoscaling: it starts with more instances than \"max\"");
  CHECK(of_service(R"("autoscaling": {})") ==
        "/autoscaling: \"max\" is missing: maximum number of instances");
}

TEST_CASE("points of the load curve that do not follow each other are told") {
  CHECK(of_service(R"("load": [ { "at": 5, "factor": 2 }, { "at": 3, "factor": 4 } ])") ==
        "/load: the points of \"load\" are not in ascending order");
  CHECK(of_service(R"("load": [ { "at": 5, "factor": 2 }, { "at": 5, "factor": 4 } ])") ==
        "/load: the points of \"load\" are not in ascending order");
  CHECK(of_service(R"("load": [ { "at": 5, "factor": 0 } ])") ==
        "/load/0/factor: 0 is out of range: more than 0 is legal");
}

TEST_CASE("impossible sizes and times of a service are told with what is legal") {
  CHECK(of_service(R"("cores": 0)") == "/cores: 0 is out of range: more than 0 is legal");
  CHECK(of_service(R"("longest_wait": "-1s")") ==
        "/longest_wait: -1s is out of range: 0 or more is legal");
  CHECK(of_service(R"("warmup": { "for": "0s" })") ==
        "/warmup/for: 0 is out of range: more than 0 is legal");
  CHECK(of_service(R"("health": { "unhealthy_after": 0 })") ==
        "/health/unhealthy_after: 0 is out of range: 1 or more is legal");
  CHECK(of_service(R"("ejection": { "at_most": 1.5 })") ==
        "/ejection/at_most: 1.5 is out of range: 0 to 1 is legal");
  CHECK(of_service(R"("autoscaling": { "max": 2, "every": "500ms" })") ==
        "/autoscaling/every: 500ms is out of range: 1s or more is legal");
  CHECK(of_balancer(R"({ "kind": "power_of_choices", "choices": 0 })") ==
        "/balancer/choices: 0 is out of range: 1 to 1000 is legal");
}

TEST_CASE("a heap that what always lives fills is told") {
  CHECK(of_service(R"("pauses": [ { "kind": "garbage_collection", "heap": "1GB", "base": "1GB",
    "live": "1MB", "garbage": "1MB" } ])") ==
        "/pauses/0/base: \"base\" leaves no free space on the heap");
}

TEST_CASE("pauses without end are told") {
  CHECK(of_service(R"("pauses": [ { "kind": "regular", "every": "0s", "for": "0s" } ])") ==
        "/pauses/0/every: the instance would never work: \"every\" and \"for\" are both 0");
  CHECK(of_service(R"("pauses": [ { "kind": "regular", "every": "0s", "for": "1ms" } ])") == "");
}

TEST_CASE("settings that can have no effect are warned of with their place") {
  const auto warnings = [](const Changes& changes) {
    auto document = parse_document(shop_with(changes), "shop.json");
    read_scenario(document);
    const auto found = document.problems.warnings();
    return found.empty() ? std::string{} : found.front();
  };
  CHECK(warnings({}).empty());
  CHECK(warnings({{"\"workers\": 32", "\"ejection\": {}"}}) ==
        "shop.json:6:17: /services/order: \"ejection\" has no effect with one instance");
  CHECK(warnings({{R"({ "kind": "timeout", "after": "1s" })",
                   R"({ "kind": "rate_limit", "rate": "1/s", "per": "key" })"}}) ==
        "shop.json:14:51: /designs/rest/order.place/2/policies/0: rate_limit: no key is used "
        "twice: the workload has no \"keys\"");
  CHECK(warnings({{R"({ "kind": "timeout", "after": "1s" })",
                   R"({ "kind": "breaker", "consecutive": 3, "open_for": "1h" })"}}) ==
        "shop.json:14:51: /designs/rest/order.place/2/policies/0: breaker: once open, for 1h, it "
        "does not close again before the run of 10min ends");
}

TEST_CASE("a subset, panic or health check without effect is told") {
  CHECK(of_service(R"("instances": 4, "subset": 2, "panic": { "below": 0.5 })") == "");
  CHECK(of_service(R"("instances": 4, "subset": 4)") ==
        "/subset: it has no effect: there are only 4 instances");
  CHECK(of_service(R"("instances": 4, "subset": 2, "shards": 2)") ==
        "/subset: \"subset\" and \"shards\" cannot both be given");
  CHECK(of_service(R"("instances": 4, "subset": 2,
    "balancer": { "kind": "round_robin", "per": "all" })") ==
        "/subset: it needs a balancer per caller (\"per\": \"caller\")");
  CHECK(of_service(R"("panic": { "fail": true })") ==
        "/panic: it has no effect: there is only one instance");
  CHECK(of_service(R"("instances": 2, "panic": {})") ==
        "/panic: it has no effect: these are the defaults");
  CHECK(of_service(R"("instances": 2, "health": { "work": "2s" })") ==
        "/health/work: each check would take longer than its \"timeout\"");
}
