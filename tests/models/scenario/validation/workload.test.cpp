#include "tests/models/shop.hpp"

/// What is told of loads that make no sense.
using namespace faultline;

namespace {

constexpr std::string_view arrivals = "\"arrivals\": \"200/s\"";
constexpr std::string_view workload = "{ \"kind\": \"open\", \"arrivals\": \"200/s\" }";

std::string told_of_arrivals(const std::string& process) {
  return told({{arrivals, "\"arrivals\": " + process}});
}

/// Of the shop whose requests are of these classes.
std::string told_of_classes(const std::string& classes) {
  return told({{arrivals, "\"arrivals\": \"200/s\", \"classes\": " + classes}});
}

const std::string at_arrivals = "shop.json:5:45: /workload/arrivals";

}  // namespace

TEST_CASE("shares of classes that sum to zero or are negative are told") {
  CHECK(told_of_classes(R"({ "a": { "share": 0 }, "b": { "share": 0 } })") ==
        "shop.json:5:65: /workload/classes: the shares of all classes add up to zero");
  CHECK(told_of_classes(R"({ "a": { "share": -1 }, "b": {} })") ==
        "shop.json:5:83: /workload/classes/a/share: -1 is out of range: 0 or more is legal");
}

TEST_CASE("a class that asks for an operation or requires an effect that is not there is told") {
  CHECK(told_of_classes(R"({ "a": { "entry": "order.plaice" } })")
            .starts_with("shop.json:5:83: /workload/classes/a/entry: no operation "
                         "\"order.plaice\" of design \"rest\"; did you mean \"order.place\"?"));
  CHECK(told_of_classes(R"({ "a": { "effects": ["payd"] } })") ==
        "shop.json:5:86: /workload/classes/a/effects/0: no effect \"payd\" of the transaction; "
        "did you mean \"paid\"? (legal: stored, paid)");
  CHECK(told_of_classes(R"({ "a": { "effects": [] } })") ==
        "shop.json:5:85: /workload/classes/a/effects: a request class needs at least one effect");
}

TEST_CASE("a class whose entry never brings about the effects that it requires is told") {
  CHECK(told_of_classes(R"({ "a": {}, "b": { "entry": "payment.charge" } })") ==
        "shop.json:5:76: /workload/classes/b: class \"b\" requires the effect \"stored\", which "
        "\"payment.charge\" never produces in design \"rest\"\n"
        "shop.json:5:76: /workload/classes/b: class \"b\" requires the effect \"stored\", which "
        "\"payment.charge\" never produces in design \"events\"");
  CHECK(told_of_classes(R"({ "b": { "entry": "payment.charge", "effects": ["paid"] } })").empty());
}

TEST_CASE("a step for a class that there is not is told with those there are") {
  CHECK(told({{arrivals, "\"arrivals\": \"200/s\", \"classes\": { \"gold\": {}, \"plain\": {} }"},
              {"{ \"work\": \"20ms\" }", "{ \"work\": \"20ms\", \"classes\": [\"golt\"] }"}}) ==
        "shop.json:9:55: /operations/payment.charge/0/classes/0: no request class \"golt\"; "
        "did you mean \"gold\"? (legal: gold, plain)");
}

TEST_CASE("keys have a count, and an exponent that is not negative") {
  const auto told_of_keys = [](const std::string& keys) {
    return told({{arrivals, "\"arrivals\": \"200/s\", \"keys\": " + keys}});
  };
  CHECK(told_of_keys("{}") ==
        "shop.json:5:62: /workload/keys: \"count\" is missing: number of keys");
  CHECK(told_of_keys(R"({ "count": 0 })")
            .ends_with("/count: 0 is out of range: 1 to 1000000000000 is legal"));
  CHECK(told_of_keys(R"({ "count": 9, "exponent": -1 })")
            .ends_with("-1 is out of range: 0 to 10 is legal"));
}

TEST_CASE("arrivals that never come are told") {
  CHECK(told_of_arrivals(R"({ "kind": "ramp", "from": "0/s", "to": "0/s", "for": "1s" })") ==
        at_arrivals + ": no request ever arrives: \"from\" and \"to\" are zero");
  CHECK(told_of_arrivals(
            R"({ "kind": "spike", "rate": "0/s", "peak": "0/s", "at": "1s", "for": "1s" })") ==
        at_arrivals + ": no request ever arrives: \"rate\" and \"peak\" are zero");
  CHECK(told_of_arrivals(R"({ "kind": "on_off", "rate": "0/s", "on": "1s", "off": "1s" })")
            .ends_with("/rate: 0 is out of range: more than 0 is legal"));
  const std::string cease =
      "/phases: after some phase nothing arrives any more: no phase with a rate above 0 can follow";
  CHECK(told_of_arrivals(R"({ "kind": "mmpp", "phases": [ { "rate": "0/s", "mean": "1s" } ] })")
            .ends_with(cease));
  CHECK(told_of_arrivals(R"({ "kind": "mmpp", "phases": [ { "rate": "9/s", "mean": "1s" },
    { "rate": "0/s", "mean": "1s", "next": [0, 1] } ] })")
            .ends_with(cease));
}

TEST_CASE("phases are one at least, and say what follows for each phase") {
  CHECK(told_of_arrivals(R"({ "kind": "mmpp", "phases": [] })")
            .ends_with("/phases: \"phases\" must have 1 to 100 entries"));
  for (const auto* next : {"[1]", "[0, 0]", "[2, -1]"})
    CHECK(told_of_arrivals(R"({ "kind": "mmpp", "phases": [ { "rate": "9/s", "mean": "1s" },
      { "rate": "1/s", "mean": "1s", "next": )" +
                           std::string(next) + " } ] }")
              .ends_with("/phases: \"next\" of phase 1 (counted from 0) must have 2 weights, none "
                         "negative and at least one positive"));
}

TEST_CASE("a daily curve swings by at most its mean, a ramp takes its time") {
  CHECK(told_of_arrivals(R"({ "kind": "daily", "rate": "9/s", "amplitude": 1.5 })")
            .ends_with("/amplitude: 1.5 is out of range: 0 to 1 is legal"));
  CHECK(told_of_arrivals(R"({ "kind": "daily", "rate": "9/s", "amplitude": 1, "period": "0s" })")
            .ends_with("/period: 0 is out of range: more than 0 is legal"));
  CHECK(told_of_arrivals(R"({ "kind": "ramp", "from": "1/s", "to": "2/s", "for": "0s" })")
            .ends_with("/for: 0 is out of range: more than 0 is legal"));
}

TEST_CASE("a closed load has users who think") {
  CHECK(told({{workload, R"({ "kind": "closed", "users": 0, "think": "1s" })"}})
            .ends_with("/workload/users: 0 is out of range: 1 to 1000000 is legal"));
  CHECK(told({{workload, R"({ "kind": "closed", "users": 5 })"}})
            .ends_with("/workload: \"think\" is missing: think time of a user before each "
                       "request, the first one included"));
}
