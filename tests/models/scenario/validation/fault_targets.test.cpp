#include "tests/models/shop.hpp"

using namespace faultline;

TEST_CASE("a topic on a broker has no work of its own to slow down or to fail") {
  const auto struck = [](const std::string& fault, const std::string& topic) {
    return told({{"\"topics\": { \"created\": {}",
                  R"("brokers": { "bus": {} }, "topics": { "created": )" + topic},
                 {R"("kind": "crash", "target": "payment")", fault}});
  };
  for (const std::string kind :
       {R"("slow", "factor": 2)", R"("errors", "rate": 1)", R"("latency", "extra": "1s")"}) {
    const auto fault = R"("target": "created", "kind": )" + kind;
    CHECK_THAT(struck(fault, R"({ "broker": "bus" })"),
               Catch::Contains("topic \"created\" is held by the nodes of broker \"bus\""));
    CHECK(told({{R"("kind": "crash", "target": "payment")", fault}}) == "");
  }
  CHECK_THAT(
      told({{R"("kind": "crash", "target")", R"("kind": "flush", "target")"}}),
      Catch::Contains("this fault hits a cache or a projection, but \"payment\" is a service"));
}
