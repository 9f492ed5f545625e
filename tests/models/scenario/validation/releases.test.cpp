#include <catch2/catch.hpp>

#include "models/scenario/validation/validation.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

/// What is wrong with a scenario in which a asks b in the format of an order.
std::string wrong_with(const std::string& contract, const std::string& releases,
                       const std::string& parse = R"("parse": "order")") {
  const Setup setup{
      .services = R"("a": {}, "b": { "instances": 4 })",
      .operations = R"("a.run": [ { "call": "b.run", "contract": "order" } ],
                                     "b.run": [ { )" +
                    parse + R"( }, { "effect": "done" } ])",
      .contracts = R"("order": { "owner": "a", "fields": ["id", "amount"])" + contract + " }",
      .releases = releases};
  try {
    auto document = parse_document(setup.text(), "shop.json");
    read_scenario(document);
  } catch (const ScenarioError& error) {
    return error.what();
  }
  return "";
}

std::string release(const std::string& rest) {
  return R"({ "name": "b2", "services": ["b"], "at": "10s" )" + rest + " }";
}

constexpr auto renamed =
    R"(, "changes": [ { "change": "rename", "field": "amount", "to": "total" } ])";

}  // namespace

TEST_CASE("A release and a contract that fit are accepted") {
  CHECK(wrong_with(renamed, release(R"(, "versions": { "order": 2 })")) == "");
  CHECK(wrong_with(renamed, "", R"("parse": "order", "fields": ["total"])") == "");
}

TEST_CASE("A reader of a field that no version has is told the nearest") {
  CHECK_THAT(wrong_with(renamed, "", R"("parse": "order", "fields": ["totl"])"),
             Contains("no field \"totl\" of contract \"order\"; did you mean \"total\"?"));
}

TEST_CASE("A contract, service or store of a release that is not there is told") {
  CHECK_THAT(wrong_with("", release(R"(, "versions": { "ordr": 1 })")),
             Contains("no contract \"ordr\"; did you mean \"order\"?"));
  CHECK_THAT(wrong_with("", R"({ "name": "x", "services": ["bb"], "at": "10s" })"),
             Contains("no service \"bb\""));
  CHECK_THAT(wrong_with("", release(R"(, "migration": { "store": "data", "lock": "1s" })")),
             Contains("no store \"data\""));
  CHECK_THAT(wrong_with(renamed, "", R"("parse": "order", "reader": "tolerent")"),
             Contains("did you mean \"tolerant\"?"));
}

TEST_CASE("A version that a contract has not is told with those that it has") {
  CHECK_THAT(wrong_with(renamed, release(R"(, "versions": { "order": 3 })")),
             Contains("contract \"order\" has no version 3 (legal: 1 to 2)"));
}

TEST_CASE("What nobody owns is told") {
  const Setup setup{.operations = R"("a.run": [ { "effect": "done" } ])",
                    .contracts = R"("order": { "owner": "aa", "fields": ["id"] })"};
  auto document = parse_document(setup.text(), "shop.json");
  CHECK_THROWS_WITH(read_scenario(document), Contains("no service \"aa\""));
}

TEST_CASE("A canary of one instance can never be judged") {
  CHECK_THAT(wrong_with("", R"({ "name": "a2", "services": ["a"], "at": "10s",
                                 "strategy": "canary" })"),
             Contains("a canary of \"a\" could not be judged: it has 1 instance, and needs 2"));
}

TEST_CASE("A release that may outlive the run is told") {
  CHECK_THAT(wrong_with("", release(R"(, "start_up": "1h")")),
             Contains("\"b2\" may not have ended at the end of the run"));
}

TEST_CASE("Releases, changes and faults have names of their own") {
  CHECK_THAT(wrong_with("", release("") + ", " + release("")),
             Contains("another release, change or fault already has the name \"b2\""));
  CHECK_THAT(wrong_with("", R"({ "name": "x", "services": ["b", "b"], "at": "10s" })"),
             Contains("\"b\" is listed twice"));
}

TEST_CASE("A strategy with a wrong name, or by which nothing would move, is told") {
  CHECK_THAT(wrong_with("", release(R"(, "strategy": "rollng")")),
             Contains("did you mean \"rolling\"?"));
  CHECK_THAT(wrong_with("", release(R"(, "strategy": { "kind": "canery" })")),
             Contains("did you mean \"canary\"?"));
  CHECK_THAT(wrong_with("", release(R"(, "strategy": { "kind": "rolling", "unavailable": 0 })")),
             Contains("no instance would move"));
}

TEST_CASE("A contract in which nobody writes, or which nobody reads, is warned of") {
  const auto warning = [](const std::string& step) {
    const Setup setup{.services = R"("a": {}, "b": {})",
                      .operations = R"("a.run": [ { "call": "b.run" )" + step +
                                    R"( } ], "b.run": [ { "effect": "done" } ])",
                      .contracts = R"("order": { "owner": "a", "fields": ["id"] })"};
    auto document = parse_document(setup.text(), "shop.json");
    read_scenario(document);
    return document.problems.warned().at(0).message;
  };
  CHECK_THAT(warning(""), Contains("no step calls or publishes in its format"));
  CHECK_THAT(warning(R"(, "contract": "order")"), Contains("no operation reads it"));
}
