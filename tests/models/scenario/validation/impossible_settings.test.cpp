#include <catch2/catch.hpp>

#include "models/scenario/validation/validation.hpp"
#include "sim/language/document.hpp"

using namespace faultline;

namespace {

/// What is told of a call of "b.run" from "a.run", with these steps there and these policies.
struct Told {
  std::string error;
  std::vector<std::string> warnings;
};

Told told(const std::string& steps, const std::string& policies, const std::string& around = "",
          const std::string& workers = "4") {
  auto document = parse_document(
      R"({ "faultline": 1, "title": "A test", "question": "Is it so?",
    "run": { "length": "1min", "warmup": "1s" },
    "transaction": { "entry": "a.run", "effects": ["done"], "deadline": "10s" },
    "workload": { "kind": "open", "arrivals": "1/s" },
    "platform": { "zones": { "rack": { "hosts": ["host"] } } },
    "services": { "a": { "workers": )" +
          workers + R"( }, "b": {} },
    "stores": { "rows": { "owner": "b", "time": "30ms" } },
    "operations": { "b.run": [ )" +
          steps + R"(, { "effect": "done" }, { "query": "rows" } ] },
    "designs": { "only": { "a.run": [ )" +
          (around.empty() ? R"({ "call": "b.run", "policies": [ )" + policies + " ] }"
                          : R"({ "repeat": [ { "call": "b.run", "policies": [ )" + policies +
                                " ] } ], " + around + " }") +
          " ] } } }",
      "test.json");
  const auto scenario = checked_scenario(document);
  Told result;
  for (const auto& warning : document.problems.warned()) result.warnings.push_back(warning.message);
  try {
    document.problems.raise();
  } catch (const ScenarioError& error) {
    result.error = error.what();
    result.error = result.error.substr(result.error.rfind("policies/0: ") + 12);
  }
  return result;
}

constexpr auto work = R"({ "work": "20ms" })";

}  // namespace

TEST_CASE("a time limit that the work of an answer exceeds is refused, queries included") {
  CHECK(told(work, R"({ "kind": "timeout", "after": "50ms" })").error ==
        "timeout: no response can arrive within 50ms: it takes at least 50ms");
  CHECK(told(work, R"({ "kind": "timeout", "after": "51ms" })").error.empty());
  CHECK(told(work, R"({ "kind": "breaker", "consecutive": 5, "slow": "49ms" })").error ==
        "breaker: every response takes longer than 49ms (at least 50ms): all would count as "
        "failures");
}

TEST_CASE("work that may be short, or may be left out, counts with its least against a limit") {
  const std::string limit = R"({ "kind": "timeout", "after": "31ms" })";
  CHECK(told(R"({ "work": { "kind": "exponential", "mean": "1s" } })", limit).error.empty());
  CHECK(told(R"({ "work": "20ms", "probability": 0.5 })", limit).error.empty());
  CHECK(told(R"({ "work": { "kind": "uniform", "min": "1ms", "max": "1s" } })", limit).error ==
        "timeout: no response can arrive within 31ms: it takes at least 31ms");
}

TEST_CASE("a bulkhead wider than what one caller can ask at once is told") {
  const auto warnings = [](const std::string& slots, const std::string& around = "") {
    return told(work, R"({ "kind": "bulkhead", "slots": )" + slots + " }", around).warnings;
  };
  CHECK(warnings("3").empty());
  REQUIRE(warnings("4").size() == 1);
  CHECK(warnings("4")[0] ==
        "bulkhead: it never limits anything: one caller has at most 4 calls under way at once, and "
        "\"slots\" is 4");
  CHECK(warnings("11", R"("times": 3, "at_once": 3)").empty());
  CHECK(warnings("12", R"("times": 3, "at_once": 3)").size() == 1);
}
