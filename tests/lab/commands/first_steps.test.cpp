#include <catch2/catch.hpp>

#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

TEST_CASE("Alone or asked for help it prints what it does and what to try first") {
  const auto alone = faultline_with({});
  CHECK(alone.code == 0);
  CHECK(alone.err == "");
  CHECK_THAT(alone.out, Contains("Runs a scenario and compares its designs"));
  CHECK_THAT(alone.out, Contains("faultline run 01"));
  CHECK(faultline_with({"help"}).out == alone.out);
  CHECK_THAT(faultline_with({"help", "run"}).out, Contains("--replications"));
  CHECK_THAT(faultline_with({"help", "rnu"}).err, Contains("did you mean \"run\"?"));
}

TEST_CASE("A lesson is found by its number, its name and its file") {
  const auto whole = faultline_with({"analyze", "scenarios/01-order-checkout.json"});
  CHECK(whole.code == 0);
  for (const std::string name : {"01", "1", "order-checkout", "01-order-checkout"})
    CHECK(faultline_with({"analyze", name}).out == whole.out);
  CHECK(faultline_with({"validate", "policy-retry-budget", "02"}).code == 0);
}

TEST_CASE("Where there is no such scenario, the nearest file or lesson is named") {
  for (const std::string command : {"run", "validate", "analyze"}) {
    const auto file = faultline_with({command, "scenarios/01-order-chekout.json"});
    CHECK(file.code == 2);
    CHECK(file.err ==
          "scenarios/01-order-chekout.json: there is no such file; did you mean "
          "\"scenarios/01-order-checkout.json\"?\n");
    CHECK_THAT(faultline_with({command, "order-chekout"}).err,
               Contains("did you mean \"order-checkout\"?"));
    CHECK_THAT(faultline_with({command, "99"}).err, Contains("no lesson has this number"));
    CHECK_THAT(faultline_with({command, "xyzzyxyzzy"}).err, Contains("cannot be read"));
  }
}

TEST_CASE("A word that several lessons have names them all") {
  const auto shop = faultline_with({"run", "shop"});
  CHECK(shop.code == 2);
  CHECK_THAT(shop.err, Contains("32-shop-time-limits, 33-shop-own-data, 34-shop-events"));
}

TEST_CASE("The schema beside the scenarios is left out when all files are validated") {
  const std::string schema = "scenarios/scenario.schema.json";
  const auto both = faultline_with({"validate", "scenarios/01-order-checkout.json", schema});
  CHECK(both.code == 0);
  CHECK_THAT(both.err, Contains("left out, a JSON Schema is no scenario"));
  CHECK(faultline_with({"validate", schema}).code == 2);
}

TEST_CASE("The list shows one kind with an example, or all that speaks of a word") {
  const auto retry = faultline_with({"list", "retry"});
  CHECK(retry.code == 0);
  CHECK_THAT(retry.out, Contains("policy\n  retry  Retries a failed call"));
  CHECK_THAT(retry.out, Contains("shown by scenarios/") && Contains("\"kind\": \"retry\""));
  CHECK_THAT(retry.out, !Contains("hedge"));
  const auto staleness = faultline_with({"list", "staleness"});
  CHECK(staleness.code == 0);
  CHECK_THAT(staleness.out, Contains("measures\n"));
  CHECK(faultline_with({"list", ""}).code == 2);
  const auto none = faultline_with({"list", "rety"});
  CHECK(none.code == 2);
  CHECK_THAT(none.err, Contains("did you mean \"retry\"?"));
}
