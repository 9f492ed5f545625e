#include <algorithm>

#include "tests/models/shop.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

const std::pair<std::string_view, std::string_view> unreached{"\"payment\": {}",
                                                              "\"payment\": {}, \"audit\": {}"};
const std::string audit_unreached = "/services/audit: service \"audit\" is not reachable";

auto lines(const std::string& text) { return std::ranges::count(text, '\n') + !text.empty(); }

}  // namespace

TEST_CASE("A field that cannot be read keeps nothing else from being told") {
  const auto text = told({{"\"10min\"", "600"}, unreached});
  CHECK_THAT(text, Contains("/run/length: 600 has no unit") && Contains(audit_unreached));
  CHECK(lines(text) == 2);
}

TEST_CASE("A circle of calls keeps a service that nobody reaches from nothing") {
  const auto text = told({{"{ \"work\": \"20ms\" }", "{ \"call\": \"order.place\" }"}, unreached});
  CHECK_THAT(text, Contains("form a cycle") && Contains(audit_unreached));
  CHECK(lines(text) == 2);
}

TEST_CASE("An impossible time-out is told next to a wrong fault target and a wrong number") {
  const auto text = told({{"\"1s\"", "\"1us\""},
                          {"\"target\": \"payment\"", "\"target\": \"paiment\""},
                          {"\"workers\": 32", "\"workers\": 0"}});
  CHECK_THAT(text, Contains("no response can arrive within 1us") && Contains("\"paiment\"") &&
                       Contains("/workers: 0 is out of range"));
  CHECK(lines(text) == 3);
}

TEST_CASE("A topic that nobody consumes is told next to a wrong number elsewhere") {
  const auto text = told({{"\"created\": {}", "\"created\": {}, \"noted\": {}"},
                          {"{ \"publish\": \"created\" } ]",
                           "{ \"publish\": \"created\" }, { \"publish\": \"noted\" } ]"},
                          {"\"workers\": 32", "\"workers\": 0"}});
  CHECK_THAT(text, Contains("no operation consumes topic \"noted\"") && Contains("/workers: 0"));
  CHECK(lines(text) == 2);
}

TEST_CASE("What one design names wrongly does not hide what another never produces") {
  const auto text = told({{"\"call\": \"payment.charge\"", "\"call\": \"payment.charg\""},
                          {"{ \"effect\": \"stored\" }, { \"publish\": \"created\" }",
                           "{ \"publish\": \"created\" }"}});
  CHECK_THAT(text, Contains("\"payment.charg\"") &&
                       Contains("/designs/events: this design never produces the effect"));
  CHECK(lines(text) == 2);
}

TEST_CASE("What only follows from something told is not told") {
  CHECK(lines(told({{"\"call\": \"payment.charge\"", "\"call\": \"payment.charg\""}, unreached})) ==
        1);
  CHECK(lines(told({{"\"1s\"", "100"}})) == 1);
  CHECK(lines(told({{"\"1s\"", "\"-1s\""}})) == 1);
  CHECK(lines(told({{"\"deadline\": \"3s\"", "\"deadline\": \"-3s\""}})) == 1);
  CHECK(lines(told({{"\"call\": \"payment.charge\"", "\"call\": 5"}})) == 1);
  CHECK(lines(told({{"\"effect\": \"paid\"", "\"efect\": \"paid\""}})) == 1);
  CHECK(lines(told({{"\"created\": {}", "\"created\": { \"partitions\": \"x\" }"},
                    {"\"consumers\": 8", "\"consumers\": 8, \"ordered\": true"}})) == 1);
}

TEST_CASE("A title is not empty and does nothing to a terminal") {
  CHECK(told({{"\"Shop\"", "\"\""}}) == "shop.json:2:28: /title: \"title\" must not be empty");
  for (const std::string_view title : {"\"a\\nb\"", "\"\\u001b[31mred\"", "\"\\u007f\""})
    CHECK(told({{"\"Shop\"", title}}) ==
          "shop.json:2:28: /title: \"title\" must not contain line breaks or control characters");
  CHECK(lines(told({{"\"Shop\"", "5"}})) == 1);
}

TEST_CASE("A whole number that does not fit is told as that") {
  CHECK_THAT(told({{"\"workers\": 32", "\"workers\": 99999999999999999999999"}}),
             Contains("/services/order/workers: the number 99999999999999999999999 is too large"));
}

TEST_CASE("A step that says nothing and a name that stands twice are told plainly") {
  CHECK_THAT(told({{"{ \"work\": \"20ms\" }", "{}"}}),
             Contains("/operations/payment.charge/0: this step is empty (legal: work, call,"));
  CHECK(not_among("design", "x", {"rest", "", "rest"}) == "no design \"x\" (legal: rest)");
  CHECK(not_among("design", "x", {""}) == "no design \"x\"; none is defined");
}
