#include <catch2/catch.hpp>

#include "models/scenario/changeable.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

std::string changed(const std::string& set, const std::string& to,
                    const std::string& more = R"("at": "10s")") {
  return told({{R"("faults": [)", R"("changes": [ { "name": "push", "set": ")" + set +
                                      R"(", "to": )" + to + ", " + more + R"( } ], "faults": [)"}});
}

}  // namespace

TEST_CASE("what a change sets is found, may be changed, and fits") {
  CHECK(changed("services.payment.workers", "3") == "");
  CHECK(changed("services.payment.instances", "3", R"("at": "10s", "over": "5s", "for": "9s")") ==
        "");
  CHECK_THAT(changed("services.paymnt.workers", "3"),
             Contains("no setting that can be changed \"services.paymnt.workers\"; did you mean "
                      "\"services.payment.workers\"?"));
  CHECK_THAT(changed("services.payment.worker", "3"),
             Contains("\"services.payment\" has no setting that can be changed \"worker\"; did you "
                      "mean \"workers\"? (legal: instances, workers, queue)"));
  CHECK_THAT(changed("services.payment.shards", "3"),
             Contains("no setting that can be changed \"shards\""));
  CHECK_THAT(changed("services.payment.workers", "0"),
             Contains("/changes/0/to: 0 is out of range: 1 to 1000000 is legal"));
  CHECK_THAT(changed("services.payment.workers", "\"many\""),
             Contains("/changes/0/to: expected a whole number, found the text \"many\""));
  CHECK_THAT(changed("services.payment.queue", "3"), Contains("at the start"));
}

TEST_CASE("a change comes at an instant or when a condition holds") {
  const std::string set = "services.payment.workers";
  const auto one = "a change needs either \"at\" or \"when\"";
  CHECK_THAT(changed(set, "3", R"("over": "1s")"), Contains(one));
  CHECK_THAT(changed(set, "3", R"("at": "1s", "when": { "of": "payment", "queue_above": 1 })"),
             Contains(one));
  CHECK(changed(set, "3", R"("when": { "of": "payment", "queue_above": 1 })") == "");
  CHECK_THAT(changed(set, "3", R"("when": { "of": "paymen", "queue_above": 1 })"),
             Contains("did you mean \"payment\"?"));
  CHECK_THAT(changed(set, "3", R"("when": { "of": "payment" })"),
             Contains("no condition \"of\" (legal: queue_above, utilisation_above, lag_above"));
  CHECK_THAT(changed(set, "3", R"("at": "10h")"), Contains("starts after the end of the run"));
}
