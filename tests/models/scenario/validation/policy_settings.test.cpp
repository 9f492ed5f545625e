#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

/// What is wrong with this policy around the call of the payment, whose work may be short, without
/// its place.
std::string wrong(const std::string& policy) {
  const auto all = told({{R"({ "kind": "timeout", "after": "1s" })", policy},
                         {R"("20ms")", R"({ "kind": "exponential", "mean": "20ms" })"}});
  const auto end = all.find(": ", all.find(": /") + 1);
  return end == std::string::npos ? all : all.substr(end + 2);
}

std::string breaker(const std::string& how) {
  return wrong(R"({ "kind": "breaker", )" + how + " }");
}

}  // namespace

TEST_CASE("every policy is valid with what it requires") {
  for (const auto* policy :
       {R"({ "kind": "timeout", "after": "1s" })", R"({ "kind": "deadline", "after": "1s" })",
        R"({ "kind": "retry" })", R"({ "kind": "retry", "budget": {} })",
        R"({ "kind": "hedge", "after": "0ms" })", R"({ "kind": "hedge", "quantile": 0.95 })",
        R"({ "kind": "breaker", "consecutive": 1 })", R"({ "kind": "bulkhead", "slots": 1 })",
        R"({ "kind": "pool", "connections": 1 })", R"({ "kind": "rate_limit", "rate": "1/h" })",
        R"({ "kind": "aimd_limit" })", R"({ "kind": "gradient_limit" })",
        R"({ "kind": "fallback" })"}) {
    INFO(policy);
    CHECK(wrong(policy).empty());
  }
}

TEST_CASE("a policy is told with its place in the stack") {
  CHECK(told({{R"({ "kind": "timeout", "after": "1s" })",
               R"({ "kind": "retry" }, { "kind": "bulkhead", "slots": 0 })"}}) ==
        "shop.json:14:103: /designs/rest/order.place/2/policies/1/slots: 0 is out of range: "
        "1 or more is legal");
}

TEST_CASE("what a policy requires is asked for with its meaning") {
  CHECK(wrong(R"({ "kind": "timeout" })") == "\"after\" is missing: how long the caller waits");
  CHECK(wrong(R"({ "kind": "deadline" })") == "\"after\" is missing: how long the caller waits");
  CHECK(wrong(R"({ "kind": "bulkhead" })") ==
        "\"slots\" is missing: calls that one caller may have under way at once");
  CHECK(wrong(R"({ "kind": "pool" })") == "\"connections\" is missing: connections per caller");
  CHECK(wrong(R"({ "kind": "rate_limit" })") ==
        "\"rate\" is missing: calls per second in the long run");
}

TEST_CASE("a time limit or a rate of zero, and less than one slot, are refused") {
  CHECK(wrong(R"({ "kind": "deadline", "after": "0s" })") ==
        "0 is out of range: more than 0 is legal");
  CHECK(wrong(R"({ "kind": "pool", "connections": 0 })") ==
        "0 is out of range: 1 or more is legal");
  CHECK(wrong(R"({ "kind": "rate_limit", "rate": "0/s" })") ==
        "0 is out of range: more than 0 is legal");
  CHECK(wrong(R"({ "kind": "rate_limit", "rate": "1/s", "burst": 0.5 })") ==
        "0.5 is out of range: 1 or more is legal");
  CHECK(wrong(R"({ "kind": "retry", "budget": { "capacity": 0 } })") ==
        "0 is out of range: 1 to 1000000000 is legal");
}

TEST_CASE("a breaker without a condition, or with half of one, is refused") {
  const std::string half =
      "the \"rate\" of a breaker needs either \"calls\" or \"within\", not both";
  CHECK(breaker(R"("open_for": "1s")") == "a breaker needs \"consecutive\", \"rate\" or both");
  CHECK(breaker(R"("rate": 0.5)") == half);
  CHECK(breaker(R"("rate": 0.5, "calls": 20, "within": "10s")") == half);
  CHECK(breaker(R"("consecutive": 3, "calls": 20)") ==
        "\"calls\" and \"within\" have no effect without \"rate\"");
}

TEST_CASE("a breaker that can never open or never close is refused") {
  CHECK(breaker(R"("rate": 0.5, "calls": 5)") ==
        "it would never open: \"calls\" is 5, but the rate is not evaluated below 10 (\"least\")");
  CHECK(breaker(R"("consecutive": 0)") == "0 is out of range: 1 or more is legal");
  CHECK(breaker(R"("rate": 0, "calls": 20)") ==
        "0 is out of range: more than 0, at most 1 is legal");
  CHECK(breaker(R"("consecutive": 1, "probes": 0)") == "0 is out of range: 1 or more is legal");
  CHECK(breaker(R"("consecutive": 1, "open_for": "0s")") ==
        "0 is out of range: more than 0 is legal");
}

TEST_CASE("a hedge has one kind of delay, and two tries at least") {
  const std::string one = "a hedge needs either \"after\" or \"quantile\", not both";
  CHECK(wrong(R"({ "kind": "hedge" })") == one);
  CHECK(wrong(R"({ "kind": "hedge", "after": "1s", "quantile": 0.9 })") == one);
  CHECK(wrong(R"({ "kind": "hedge", "after": "1s", "attempts": 1 })") ==
        "1 is out of range: 2 to 100 is legal");
  CHECK(wrong(R"({ "kind": "hedge", "quantile": 1 })") ==
        "1 is out of range: 0.01 to 0.999 is legal");
}

TEST_CASE("a hedge that a time limit around the same call comes before is refused") {
  const std::string never =
      "hedge: it would never act: it waits for 1s, but the call is given up after 1s";
  const std::string hedge = R"({ "kind": "hedge", "after": "1s" })";
  const std::string timeout = R"({ "kind": "timeout", "after": "1s" })";
  CHECK(wrong(timeout + ", " + hedge) == never);
  CHECK(wrong(hedge + ", " + timeout) == never);
  CHECK(wrong(R"({ "kind": "deadline", "after": "1s" }, )" + hedge) == never);
  CHECK(wrong(R"({ "kind": "timeout", "after": "1001ms" }, )" + hedge).empty());
  CHECK(wrong(R"({ "kind": "hedge", "quantile": 0.9 }, )" + timeout).empty());
  CHECK(wrong(hedge + R"(, { "kind": "breaker", "consecutive": 5 }, )" + timeout) == never);
  CHECK(wrong(hedge + R"(, { "kind": "retry" }, )" + timeout).empty());
}

TEST_CASE("a time limit, or a slow answer, that the messages of a call exceed is refused") {
  const std::string no_answer = "no response can arrive within 500us: it takes at least 516.384us";
  CHECK(wrong(R"({ "kind": "timeout", "after": "500us" })") == "timeout: " + no_answer);
  CHECK(wrong(R"({ "kind": "deadline", "after": "500us" })") == "deadline: " + no_answer);
  CHECK(wrong(R"({ "kind": "timeout", "after": "517us" })").empty());
  CHECK(wrong(R"({ "kind": "breaker", "consecutive": 5, "slow": "100us" })") ==
        "breaker: every response takes longer than 100us (at least 516.384us): all would count as "
        "failures");
}

TEST_CASE("a deadline that the messages along the whole chain exceed is refused") {
  CHECK(told({{R"("deadline": "3s")", R"("deadline": "24549us")"},
              {R"("kind": "timeout", "after": "1s")", R"("kind": "retry")"}})
            .ends_with("/transaction/entry: no response can arrive within the deadline of "
                       "24.549ms: it takes at least 24549.152us"));
  CHECK(told({{R"("deadline": "3s")", R"("deadline": "24550us")"}}).empty());
}

TEST_CASE("what a step need not wait for does not count against a deadline") {
  const Changes short_deadline{
      {R"("deadline": "3s")", R"("deadline": "4100us")"},
      {R"("publish": "created")", R"("publish": "created", "optional": true)"}};
  const auto with = [&](std::string_view call) {
    auto changes = short_deadline;
    changes.push_back({R"("policies": [ { "kind": "timeout", "after": "1s" } ])", call});
    return told(changes);
  };
  CHECK(with(R"("optional": true)").empty());
  CHECK(with(R"("probability": 0.5)").empty());
  CHECK(with(R"("policies": [ { "kind": "fallback" } ])").empty());
  CHECK_FALSE(with(R"("response": "1KiB")").empty());
}

TEST_CASE("a large message counts against a time limit by the bandwidth of its way") {
  CHECK(told({{R"("after": "1s")", R"("after": "100ms")"},
              {R"("call": "payment.charge")", R"("call": "payment.charge", "request": "20MB")"}})
            .ends_with(
                "timeout: no response can arrive within 100ms: it takes at least 180508.192us"));
}

TEST_CASE("a time limit inside a shorter one around the same call is refused, a deadline is not") {
  const std::string around = R"({ "kind": "timeout", "after": "1s" }, )";
  CHECK(wrong(around + R"({ "kind": "retry" }, { "kind": "timeout", "after": "2s" })") ==
        "timeout: it would never act: it waits for 2s, but a policy around it gives up after 1s");
  CHECK(wrong(around + R"({ "kind": "timeout", "after": "1s" })").empty());
  CHECK(wrong(around + R"({ "kind": "deadline", "after": "2s" })").empty());
}

TEST_CASE("a retry whose first pause outlasts the time limit around it is refused") {
  const auto within_1s = [](const std::string& retry) {
    return wrong(R"({ "kind": "timeout", "after": "1s" }, { "kind": "retry", )" + retry + " }");
  };
  const std::string never =
      "retry: it would never retry: it waits for 1s before a retry, but the call is given up after "
      "1s";
  CHECK(within_1s(R"("base": "1s", "jitter": "none")") == never);
  CHECK(within_1s(R"("base": "1s", "jitter": "decorrelated")") == never);
  CHECK(within_1s(R"("base": "2s", "jitter": "equal")") == never);
  CHECK(within_1s(R"("base": "2s")").empty());  // from 0 on, by full jitter
  CHECK(within_1s(R"("base": "1s", "jitter": "none", "attempts": 1)").empty());
  CHECK(within_1s(R"("base": "999ms", "jitter": "none")").empty());
}

TEST_CASE("a bulkhead without a queue has nobody to wait") {
  CHECK(wrong(R"({ "kind": "bulkhead", "slots": 1, "longest_wait": "1s" })") ==
        "it has no effect without \"queue\": no call waits");
  CHECK(wrong(R"({ "kind": "bulkhead", "slots": 1, "queue": 1, "longest_wait": "1s" })").empty());
}

TEST_CASE("an adaptive limit begins between its bounds") {
  const std::string outside = "\"first\" is not between \"min\" and \"max\"";
  CHECK(wrong(R"({ "kind": "aimd_limit", "first": 5, "min": 6 })") == outside);
  CHECK(wrong(R"({ "kind": "gradient_limit", "max": 19 })") == outside);
  CHECK(wrong(R"({ "kind": "gradient_limit", "tolerance": 0.9 })") ==
        "0.9 is out of range: 1 or more is legal");
}

TEST_CASE("a fallback that asks says what, and one that does not says nothing of it") {
  const std::string together = "\"call\" must be given with \"to\": \"call\", and only then";
  CHECK(wrong(R"({ "kind": "fallback", "to": "call" })") == together);
  CHECK(wrong(R"({ "kind": "fallback", "call": "payment.charge" })") == together);
  CHECK(wrong(R"({ "kind": "fallback", "to": "call", "call": "payment.change" })") ==
        "no operation \"payment.change\" of design \"rest\"; did you mean \"payment.charge\"? "
        "(legal: payment.charge, order.place)");
}

TEST_CASE("a fallback of the client that asks for what there is not is told") {
  CHECK(told({{R"("deadline": "3s")", R"("deadline": "3s", "policies": [ { "kind": "fallback",
    "to": "call", "call": "payment.change" } ])"}}) ==
        "shop.json:5:27: /transaction/policies/0/call: no operation \"payment.change\" of design "
        "\"rest\"; did you mean \"payment.charge\"? (legal: payment.charge, order.place)");
}

TEST_CASE("an outcome that is no failure, and a scope that there is not, are told with the legal") {
  CHECK(wrong(R"({ "kind": "retry", "on": ["succeeded"] })")
            .ends_with("(legal: rejected, timed_out, failed)"));
  CHECK(breaker(R"("consecutive": 1, "scope": "host")")
            .ends_with("(legal: target, instance, shard)"));
}

TEST_CASE("a setting of another retry budget is told") {
  const auto budget = [](const std::string& how) {
    return wrong(R"({ "kind": "retry", "budget": { )" + how + " } }");
  };
  CHECK(budget(R"("rule": "throttle", "credit": 0.5, "capacity": 20)").empty());
  CHECK(budget(R"("rule": "active_share", "share": 0.5, "at_least": 1)").empty());
  CHECK(budget(R"("rule": "throttle", "share": 0.5)") ==
        "\"share\" has no effect: it belongs to the rule \"active_share\"");
  CHECK(budget(R"("at_least": 5)") ==
        "\"at_least\" has no effect: it belongs to the rule \"active_share\"");
  CHECK(budget(R"("rule": "active_share", "capacity": 5)") ==
        "\"capacity\" has no effect: it belongs to the rule \"deposit\" or \"throttle\"");
  CHECK(budget(R"("rule": "throttle", "per": "success")") ==
        "\"per\" has no effect: it belongs to the rule \"deposit\"");
}

TEST_CASE("two ways to judge the probes of a breaker are told, and an age without effect") {
  CHECK(breaker(R"("consecutive": 1, "probes": 5, "probe_rate": 0.5)").empty());
  CHECK(breaker(R"("consecutive": 1, "close_after": 2, "probe_rate": 0.5)") ==
        "\"close_after\" and \"probe_rate\" cannot both be given");
  CHECK(wrong(R"({ "kind": "pool", "connections": 1, "max_age": "1s" })") ==
        "\"max_age\" has no effect: opening a connection takes no time (\"connect\") and calls do "
        "not follow it (\"balance\")");
}
