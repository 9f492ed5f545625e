#include <catch2/catch.hpp>

#include "tests/theory/complaint.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// Two services, a store and a zone.
Setup with(const std::string& faults) {
  Setup setup{.length = "100s", .services = R"("a": { "labels": ["team=x"] }, "b": {})"};
  setup.stores = R"("data": { "owner": "a", "time": "1ms" })";
  setup.operations = R"("a.run": [ { "call": "b.run" }, { "query": "data" }, { "effect": "done" } ],
    "b.run": [ { "work": "1ms" } ])";
  setup.faults = faults;
  return setup;
}

/// What is wrong with these faults.
std::string complaint(const std::string& faults) { return complaint(with(faults)); }

/// The one thing that is warned of.
std::string warning(const std::string& faults) { return warning(with(faults)); }

std::string fault(const std::string& target, const std::string& more = "",
                  const std::string& kind = "crash") {
  return R"({ "name": "f", "kind": ")" + kind + R"(", "at": "10s", "for": "20s", "target": )" +
         target + (more.empty() ? "" : ", " + more) + " }";
}

}  // namespace

TEST_CASE("A target that fits nothing is refused with the names that there are") {
  CHECK_THAT(complaint(fault(R"({ "zone": "rak" })")),
             Contains("no zone \"rak\"; did you mean \"rack\"?"));
  CHECK_THAT(complaint(fault(R"({ "label": "team=y" })")),
             Contains("no label \"team=y\"; did you mean \"team=x\"?"));
  CHECK_THAT(complaint(fault(R"({ "host": "hots" })")), Contains("did you mean \"host\"?"));
  CHECK_THAT(complaint(fault(R"({ "consumers_of": "news" })")),
             Contains("the scenario has no topics"));
  CHECK_THAT(complaint(fault(R"({ "label": "team=x" })", "", "flush")),
             Contains("nothing that this fault can hit fits label \"team=x\""));
  CHECK_THAT(complaint(fault(R"({ "part": "a", "instances": 2 })")),
             Contains("2 are to be hit, but only 1 fit"));
  CHECK_THAT(complaint(fault(R"({ "zone": "rack" })", "", "lock")),
             Contains("this kind of fault takes the name of a part"));
  CHECK_THAT(complaint(fault("\"a\"", R"("cores": 1)", "cpu_stress")),
             Contains("\"a\" has no \"cores\" to take"));
}

TEST_CASE("Only messages can be struck on a link, by a bandwidth that is less than it has") {
  CHECK_THAT(complaint(fault(R"({ "link": "host" })")),
             Contains("a fault of this kind strikes no messages"));
  CHECK_THAT(complaint(fault(R"({ "link": "hots" })", "", "partition")),
             Contains("no link \"hots\"; did you mean \"host\"?"));
  CHECK_THAT(complaint(fault(R"({ "link": "host" })", "", "partition")),
             Contains("nothing that this fault can hit fits link \"host\""));
  CHECK_THAT(complaint(fault("\"b\"", R"("limit": "2Gbps")", "bandwidth")),
             Contains("it has no effect: what it hits has \"1Gbps\""));
  CHECK_THAT(complaint(fault(R"({ "rack": "r" })")), Contains("the scenario has no racks"));
  CHECK_THAT(complaint(fault(R"({ "region": "eu" })")), Contains("the scenario has no regions"));
}

TEST_CASE("A fault that cannot have an effect is refused, with the reason") {
  CHECK_THAT(complaint(fault("\"b\"", "", "dns")),
             Contains("no \"pool\" opens connections to what it hits"));
  CHECK_THAT(complaint(fault("\"b\"", R"("fails_after": "50ms")", "certificate")),
             Contains("no \"pool\" opens connections to what it hits"));
  CHECK_THAT(complaint(fault("\"data\"", "", "full_disk")),
             Contains("it has no effect: no query writes to what it hits"));
  CHECK_THAT(complaint(fault("\"data\"", R"("connections": 1000)", "connection_limit")),
             Contains("it has no effect: what it hits has "));
  CHECK_THAT(complaint(fault("\"b\"", "", "partition")),
             Contains("it has no effect: both sides stand on one host"));
}

TEST_CASE("Times that a recurring fault cannot have are refused") {
  CHECK_THAT(
      complaint(fault("\"b\"", R"("when": { "times": [ { "at": "35s", "lasts": "1s" } ] })")),
      Contains("it cannot begin at 35s, which is outside of the fault's time"));
  CHECK_THAT(complaint(fault("\"b\"", R"("when": { "times": [ { "at": "20s", "lasts": "1s" },
                                                          { "at": "15s", "lasts": "1s" } ] })")),
             Contains("it begins at 15s, which is before the time that is named before it"));
  CHECK_THAT(complaint(fault("\"b\"", R"("when": { "times": [ { "at": "20s", "lasts": "1s",
                                                          "hits": ["c#0"] } ] })")),
             Contains("no instance that the fault can hit \"c#0\"; did you mean \"b#0\"?"));
  CHECK_THAT(
      complaint(fault("\"b\"", R"("when": { "mtbf": "1h", "mttr": "1s" })")),
      Contains("it never begins: the first failure comes after the end of the fault's time"));
}

TEST_CASE("A ramp needs a strength, and room in the fault's time") {
  CHECK_THAT(complaint(fault("\"a\"", R"("ramp_up": "5s")")),
             Contains("this kind of fault has no strength that could grow"));
  CHECK_THAT(
      complaint(fault("\"a\"", R"("factor": 2, "ramp_up": "15s", "ramp_down": "15s")", "slow")),
      Contains("it is shorter than \"ramp_up\" and \"ramp_down\""));
  CHECK(complaint(fault("\"a\"", R"("factor": 2, "ramp_up": "15s")", "slow")).empty());
}

TEST_CASE("A fault follows one that there is, and never itself in a circle") {
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "with": "g" })")),
             Contains("no fault \"g\"; did you mean \"f\"?"));
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "with": "f" })")),
             Contains("\"f\" follows itself in a circle"));
}

TEST_CASE("Faults that wait for each other, so that none can begin, are refused") {
  const auto waiting = [](const std::string& name, const std::string& when) {
    return R"({ "name": ")" + name + R"(", "kind": "crash", "target": "a", "at": "10s",
      "for": "20s", "when": { )" +
           when + " } }";
  };
  const auto during_f = waiting("g", R"("while": { "during": "f" })");
  CHECK_THAT(complaint(waiting("f", R"("while": { "during": "g" })") + ", " + during_f),
             Contains("\"f\" waits for itself in a circle"));
  CHECK_THAT(complaint(waiting("f", R"("with": "g")") + ", " + during_f),
             Contains("itself in a circle"));
  CHECK(complaint(waiting("f", R"("every": "5s", "lasts": "1s")") + ", " + during_f).empty());
}

TEST_CASE("Requests that there are not are refused, and so are kinds that strike instances") {
  const auto only = [](const std::string& which, const std::string& kind = "errors",
                       const std::string& more = R"("rate": 1, )") {
    return complaint(fault("\"a\"", more + R"("only": { )" + which + " }", kind));
  };
  CHECK_THAT(only(R"("classes": ["vip"])"), Contains("no request class \"vip\""));
  CHECK_THAT(only(R"("keys": { "from": 1 })"), Contains("the workload has no \"keys\""));
  CHECK_THAT(only(R"("clients": { "from": 1 })"), Contains("the workload has no \"clients\""));
  CHECK_THAT(only(R"("keys": { "from": 5, "to": 4 })"), Contains("the range is empty"));
  CHECK_THAT(only(""), Contains("it has no effect: nothing says which requests"));
  CHECK_THAT(only(R"("one_in": 1)"), Contains("one_in"));
  CHECK_THAT(only(R"("share": 0.5)", "crash", ""),
             Contains("this kind of fault strikes whole instances, not single requests"));
}

TEST_CASE("A role that nobody can have is refused, and where it cannot be resolved") {
  CHECK_THAT(complaint(fault(R"({ "primary_of": "dat" })")), Contains("did you mean \"data\"?"));
  CHECK_THAT(complaint(fault(R"({ "leader_of": "news" })")),
             Contains("the scenario has no topics"));
  CHECK_THAT(complaint(fault(R"({ "canary_of": "b" })")),
             Contains("\"b\" has no canary: no release gives it a new build"));
  CHECK_THAT(complaint(fault(R"({ "primary_of": "data" })",
                             R"("when": { "mtbf": "1s", "mttr": "1s", "each": true })")),
             Contains("who has a role changes"));
  CHECK_THAT(complaint(fault("\"a\"", R"("from": { "primary_of": "data" })", "partition")),
             Contains("\"from\" needs parts that stay the same"));
}

TEST_CASE("Fields of new kinds that contradict each other, or have no effect, are refused") {
  CHECK_THAT(complaint(fault("\"a\"", "", "errors")),
             Contains("either \"rate\" or \"statuses\" has to be given"));
  CHECK_THAT(complaint(fault("\"a\"", R"("statuses": { "200": 0.1 })", "errors")),
             Contains("\"200\" is no status of an error: 400 to 599 are"));
  CHECK_THAT(complaint(fault("\"a\"", R"("statuses": { "503": 0.6, "500": 0.6 })", "errors")),
             Contains("1.2 together: more than all requests"));
  CHECK_THAT(complaint(fault("\"a\"", R"("takes": "1s", "pause": "1s")", "restart")),
             Contains("all instances stop together"));
  CHECK_THAT(complaint(fault("\"a\"", R"("ahead": "1s", "behind": "1s")", "clock_skew")),
             Contains("either \"ahead\" or \"behind\" has to be given"));
  CHECK_THAT(complaint(fault("\"a\"", R"("ahead": "1s")", "clock_skew")),
             Contains("compares nothing with its clock"));
  CHECK_THAT(complaint(fault("\"a\"", R"("ahead": "2h", "certificates_for": "1h")", "clock_skew")),
             Contains("opens no connections that could fail"));
  CHECK_THAT(complaint(fault("\"a\"", R"("interval": "1s", "rate": 1)", "bad_configuration")),
             Contains("\"wave\" and \"interval\" belong together"));
  CHECK_THAT(complaint(fault("\"a\"", "", "bad_configuration")),
             Contains("\"rate\" or \"factor\" has to be given"));
  CHECK_THAT(complaint(fault("\"b\"", R"("extra": "1s", "direction": "out")", "latency")),
             Contains("it has no effect: what it hits makes no calls"));
  CHECK_THAT(complaint(fault("\"b\"", R"("extra": "1s", "from": { "host": "c" })", "latency")),
             Contains("no host \"c\""));
  CHECK_THAT(complaint(fault("\"b\"", R"("rate": 0.1, "from": { "link": "a" })", "loss")),
             Contains("a link has no parts"));
  CHECK_THAT(complaint(fault(R"({ "link": "a" })", R"("rate": 0.1, "direction": "both")", "loss")),
             Contains("of a link all messages are struck"));
}

TEST_CASE("A fault that would begin without end, or that lasts no time, is refused") {
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "every": "1us", "lasts": "1us" })")),
             Contains("it would begin 20000000 times"));
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "mtbf": "1us", "mttr": "1us" })")),
             Contains("it would begin 10000000 times"));
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "every": "1s", "lasts": "0s" })")),
             Contains("it would last no time"));
}

TEST_CASE("A fault of calls is warned of for designs in which nobody calls what it hits") {
  auto setup = with(fault("\"b\"", R"("share": 0.1)", "corrupt"));
  setup.operations = R"("b.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.stores = {};
  setup.designs = R"("calls": { "a.run": [ { "call": "b.run" } ] },
    "events": { "topics": { "t": {} }, "a.run": [ { "publish": "t" } ],
      "subscriptions": { "b.run": { "topic": "t" } } })";
  auto document = parse_document(setup.text(), "test.json");
  read_scenario(document);
  const auto warnings = document.problems.warnings();
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0], Contains("in \"events\" nobody calls what it hits"));
}

TEST_CASE("A fault that is too short for what it does is warned of") {
  CHECK_THAT(warning(fault("\"b\"", R"("takes": "30s")", "restart")),
             Contains("the restarts take 30s in all"));
  CHECK(warning(fault("\"b\"", R"("takes": "20s")", "restart")) == "0 warnings");
}

TEST_CASE("A fault that is over long before the end of the run is warned of, unless it says so") {
  const auto without_end = [](const std::string& kind, const std::string& more) {
    return warning(R"({ "name": "f", "kind": ")" + kind + R"(", "at": "10s", "target": "b")" +
                   more + " }");
  };
  CHECK_THAT(without_end("restart", R"(, "takes": "20s")"),
             Contains("it counts as active to the end of the run, though the restarts take 20s in "
                      "all: give it \"for\""));
  CHECK_THAT(without_end("reset", ""), Contains("though it strikes at one instant"));
  CHECK(without_end("crash", "") == "0 warnings");
  CHECK(warning(fault("\"b\"", "", "reset")) == "0 warnings");
}

TEST_CASE("Failures and repairs that take no time are refused") {
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "mtbf": "0s", "mttr": "0s" })")),
             Contains("no time would pass between failures"));
}

TEST_CASE("A condition that cannot be met as it is said is refused") {
  const auto when = [](const std::string& condition) {
    return complaint(fault("\"a\"", R"("when": { "while": )" + condition + " }"));
  };
  CHECK(when(R"({ "of": "a", "queue_above": 5 })").empty());
  CHECK_THAT(when(R"({ "of": "dat", "queue_above": 5 })"),
             Contains("no service, store or consuming operation \"dat\"; did you mean \"data\"?"));
  CHECK_THAT(when(R"({ "of": "a", "lag_above": "5s" })"), Contains("no consuming operation \"a\""));
  CHECK_THAT(when(R"({ "during": "f" })"), Contains("\"f\" waits for itself"));
  CHECK_THAT(when(R"({ "during": "g" })"), Contains("no release, change, fault or workflow \"g\""));
  CHECK_THAT(when(R"({ "measure": "availability" })"),
             Contains("\"measure\" needs either \"above\" or \"below\""));
  CHECK_THAT(when(R"({ "measure": "availabilty", "below": 0.9 })"),
             Contains("did you mean \"availability\"?"));
  CHECK_THAT(when(R"({ "measure": "failed", "above": 0.1, "window": "100ms" })"),
             Contains("\"window\" must be at least 1s"));
  CHECK_THAT(when(R"({ "measure": "failed", "above": 0.1, "class": "gold" })"),
             Contains("no request class \"gold\""));
  CHECK_THAT(when(R"({ "budget_burnt_above": 1, "objective": 1 })"),
             Contains("an objective of 1 leaves no budget"));
  CHECK_THAT(when(R"({ "measure": "availability", "below": 95 })"),
             Contains("95 is out of range: availability is a share, 0 to 1"));
  CHECK_THAT(when(R"({ "measure": "response_p99_s", "above": -1 })"),
             Contains("-1 is out of range: response_p99_s is 0 or more"));
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "while": { "of": "a", "queue_above": 5 },
      "until": { "of": "a", "queue_above": 9 }, "lasts": "1s" })")),
             Contains("\"until\" and \"lasts\" cannot both be given"));
}

TEST_CASE("A condition that never holds is warned of") {
  const auto when = [](const std::string& condition) {
    return warning(fault("\"a\"", R"("when": { "while": )" + condition + " }"));
  };
  CHECK_THAT(when(R"({ "measure": "failed", "above": 1 })"),
             Contains("it never holds: failed is never above 1"));
  CHECK_THAT(when(R"({ "measure": "response_mean_s", "below": 0 })"),
             Contains("it never holds: response_mean_s is never below 0"));
  CHECK_THAT(when(R"({ "of": "a", "utilisation_above": 1 })"),
             Contains("it never holds: more than all of it cannot be busy"));
  CHECK(when(R"({ "measure": "failed", "below": 1 })") == "0 warnings");
  CHECK(when(R"({ "of": "a", "utilisation_above": 0.99 })") == "0 warnings");
}

TEST_CASE("Repairs that take longer than the time of the fault are warned of") {
  const std::string up = R"("when": { "mtbf": "1s", "mttr": )";
  CHECK_THAT(warning(fault("\"b\"", up + "\"30s\" }")),
             Contains("a repair takes longer on average than the whole time of the fault"));
  CHECK(warning(fault("\"b\"", up + "\"20s\" }")) == "0 warnings");
}

TEST_CASE("A leak that does not fill up, and a fault that outlives the run, are warned of") {
  const std::string leak = R"("limit": "1GiB", "restart": "1s", "per_second": )";
  CHECK_THAT(warning(fault("\"b\"", leak + "\"1KiB\"", "memory_leak")),
             Contains("it has no effect: its limit would be reached only after 1.05e+06 s"));
  CHECK(warning(fault("\"b\"", leak + "\"100MiB\"", "memory_leak")) == "0 warnings");
  CHECK_THAT(
      warning(R"({ "name": "f", "kind": "crash", "at": "10s", "for": "2min", "target": "b" })"),
      Contains("\"f\" lasts longer than the run, which ends at 100s"));
}
