#include "tests/models/shop.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

constexpr std::string_view two_teams =
    R"("front": { "owns": ["order"], "changes": "1/d", "work": "1d" },
       "back": { "owns": ["payment"], "changes": "1/d", "work": "1d" })";

std::string section(std::string_view teams, const std::string& rest = R"("length": "100d")") {
  return R"("delivery": { )" + rest + R"(, "teams": { )" + std::string(teams) +
         R"( } }, "faults": [)";
}

/// What is wrong with the shop and this delivery.
std::string told_of(const std::string& delivery, Changes more = {}) {
  more.emplace_back(R"("faults": [)", delivery);
  return told(more);
}

std::vector<std::string> warned_of(const std::string& delivery, Changes more = {}) {
  more.emplace_back(R"("faults": [)", delivery);
  auto document = parse_document(shop_with(more), "shop.json");
  read_scenario(document);
  return document.problems.warnings();
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a delivery is sound where each service has its team") {
  CHECK(told_of(section(two_teams)) == "");
}

TEST_CASE("a team that owns no service is told, and so are unknown services") {
  const auto none = with(std::string(two_teams), R"(["order"])", "[]");
  CHECK_THAT(told_of(section(none)), Contains(R"("owns" holds no service)"));
  const auto unknown = with(std::string(two_teams), R"(["order"])", R"(["oder"])");
  CHECK_THAT(told_of(section(unknown)), Contains(R"(no service "oder"; did you mean "order"?)"));
}

TEST_CASE("a service with two teams or with none is told") {
  const auto twice = with(std::string(two_teams), R"(["payment"])", R"(["payment", "order"])");
  CHECK_THAT(told_of(section(twice)),
             Contains(R"(service "order" already belongs to team "front")"));
  const auto listed = with(std::string(two_teams), R"(["payment"])", R"(["payment", "payment"])");
  CHECK_THAT(told_of(section(listed)), Contains(R"("payment" is listed twice)"));
  CHECK_THAT(told_of(section(R"("all": { "owns": ["order"], "changes": "1/d", "work": "1d" })")),
             Contains(R"(service "payment" belongs to no team of the "delivery")"));
}

TEST_CASE("a delivery without teams, changes or time is told") {
  CHECK_THAT(told_of(section("")), Contains(R"("teams" holds no team)"));
  const auto rare =
      with(with(std::string(two_teams), "1/d", "0.0001/d"), R"("1/d")", R"("0.0001/d")");
  CHECK_THAT(told_of(section(rare)), Contains("0.02 changes of all teams are to be expected in "
                                              "100 d: there is nothing to deliver"));
  const auto many = with(std::string(two_teams), "1/d", "1000/s");
  CHECK_THAT(told_of(section(many)), Contains("8.64e+09 changes of all teams are to be expected "
                                              "in 100 d: 1000000 at most"));
  const auto without = with(std::string(two_teams), R"("changes": "1/d", )", "");
  CHECK_THAT(told_of(section(without)), Contains(R"("changes" is missing)"));
  CHECK_THAT(told_of(section(two_teams, R"("length": "0d")")), Contains("more than 0 is legal"));
  CHECK_THAT(told_of(section(two_teams, R"("length": "1d", "warmup": "1d")")),
             Contains(R"("warmup" leaves nothing of "length" to measure)"));
}

TEST_CASE("probabilities are 0 to 1, and not every deployment may fail") {
  CHECK_THAT(told_of(section(two_teams, R"("length": "9d", "fails": 1)")),
             Contains("1 is out of range: 0 to 0.99 is legal"));
  CHECK_THAT(told_of(section(two_teams, R"("length": "9d", "interface": 1.5)")),
             Contains("1.5 is out of range: 0 to 1 is legal"));
}

TEST_CASE("a train needs a period, in which it leaves before the end, and a delivery") {
  const auto by_train = [](const char* period, const std::string& delivery) {
    const auto shipping =
        R"("events": { "shipping": { "train": ")" + std::string(period) + R"(" },)";
    return told_of(delivery, {{R"("events": {)", shipping}});
  };
  CHECK(by_train("14d", section(two_teams)) == "");
  CHECK_THAT(by_train("0d", section(two_teams)), Contains("more than 0 is legal"));
  CHECK_THAT(by_train("100d", section(two_teams)),
             Contains("no train leaves: its period of 100 d is not shorter than the delivery of "
                      "100 d"));
  CHECK_THAT(by_train("14d", R"("faults": [)"),
             Contains(R"("shipping" has no effect: there is no "delivery")"));
}

TEST_CASE("a team with too much work, and events without a contract, give a warning") {
  const auto busy = with(std::string(two_teams), R"("work": "1d")", R"("work": "6d")");
  const auto warned = warned_of(section(busy));
  REQUIRE(warned.size() == 2);
  CHECK_THAT(warned[0], Contains(R"(the events of topic "created" have no contract)"));
  CHECK_THAT(warned[1],
             Contains(R"(team "front" is asked for 2 times what its developers can do)"));
  CHECK(warned_of(section(two_teams, R"("length": "9d", "interface": 0)")).empty());
}
