#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>

#include "models/faults/plan.hpp"
#include "models/scenario/structure/targets.hpp"
#include "sim/language/problems.hpp"
#include "tests/theory/complaint.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

std::string entry(const std::string& name, const std::string& more = "",
                  const std::string& target = "\"a\"") {
  return R"({ "fault": { "name": ")" + name + R"(", "kind": "crash", "target": )" + target + " }" +
         more + " }";
}

/// Ten days of a monkey with these fields and this menu.
Setup with(const std::string& fields, const std::string& menu) {
  Setup setup{.length = "10d", .arrivals = R"({ "kind": "constant", "rate": "1/h" })"};
  setup.services = R"("a": { "instances": 4, "labels": ["sacred"] }, "b": { "instances": 3 })";
  setup.operations = R"("a.run": [ { "call": "b.run" }, { "effect": "done" } ], "b.run": [])";
  setup.monkey = fields + R"(, "menu": [)" + menu + "]";
  return setup;
}

struct OneStrike {
  std::string fault;
  double from_s;
  double to_s;
  std::vector<std::size_t> struck;
  bool operator==(const OneStrike&) const = default;
};

/// In the order in which they begin.
std::vector<OneStrike> strikes(const Setup& setup, std::uint64_t replication = 0) {
  const auto scenario = scenario_of(setup);
  const auto targets = targets_of(scenario, scenario.designs.front().value);
  const auto plan =
      plan_of(scenario.faults, targets, Streams{1, replication}, Time{scenario.run.length});
  std::vector<OneStrike> all;
  for (std::size_t i = 0; i < plan.size(); ++i)
    for (const auto& [when, struck, by_role] : plan[i])
      all.push_back({scenario.faults[i]->name(), seconds(when.from), seconds(when.to), struck});
  std::ranges::sort(all, {}, &OneStrike::from_s);
  return all;
}

constexpr double day_s = 86400;
const std::string each_hour = R"("every": "1h", "lasts": "10min")";

}  // namespace

TEST_CASE("monkey: its turns come at the rate that is said, at random") {
  const auto all = strikes(with(R"("rate": "30/h", "lasts": "1s", "at_once": 100)", entry("f")));
  // 240 h * 30 = 7200, with a standard deviation of 7200^0.5 = 85.
  CHECK(static_cast<double>(all.size()) == Approx(7200).margin(4 * 85));
  CHECK(all != strikes(with(R"("rate": "30/h", "lasts": "1s", "at_once": 100)", entry("f")), 1));
}

TEST_CASE("monkey: an entry is chosen in proportion to its weight") {
  const auto all = strikes(with(R"("every": "10min", "lasts": "1min")",
                                entry("f", R"(, "weight": 3)") + ", " + entry("g")));
  // 10 * 144 turns but the one at the end.
  REQUIRE(all.size() == 1439);
  const auto of_f = static_cast<double>(std::ranges::count(all, "f", &OneStrike::fault));
  CHECK(of_f / 1439 == Approx(0.75).margin(4 * std::sqrt(0.75 * 0.25 / 1439)));
}

TEST_CASE("monkey: no more faults last at once than may") {
  for (const int most : {1, 2, 3}) {
    const auto all = strikes(
        with(R"("rate": "12/h", "lasts": { "kind": "exponential", "mean": "15min" }, "at_once": )" +
                 std::to_string(most),
             entry("f") + ", " + entry("g")));
    std::size_t greatest = 0;
    double lasting_s = 0;
    for (const auto& one : all) {
      greatest = std::max<std::size_t>(
          greatest, static_cast<std::size_t>(std::ranges::count_if(all, [&](const auto& other) {
            return other.from_s <= one.from_s && one.from_s < other.to_s;
          })));
      lasting_s += one.to_s - one.from_s;
    }
    CHECK(greatest == static_cast<std::size_t>(most));
    // As many lines of a telephone exchange with an offered load of 12 / h * 15 min = 3: by
    // Erlang's formula the share of turns that is lost is B = 3/4, 9/17, 27/78; 3 (1 - B) last on
    // average.
    const double lost = most == 1 ? 3 / 4.0 : most == 2 ? 9 / 17.0 : 27 / 78.0;
    CHECK(lasting_s / (10 * day_s) == Approx(3 * (1 - lost)).epsilon(0.1));
  }
}

TEST_CASE("monkey: nothing begins and nothing lasts in quiet times") {
  const auto all = strikes(with(each_hour + R"(, "quiet": [ { "from": "1d", "to": "2d" },
      { "daily": true, "from": "22h", "to": "6h" } ], "at": "5min")",
                                entry("f")));
  // Its turns come at five past each hour, from 1:05 on. It is quiet before 6 and after 22 h: 16 of
  // them a day are left, on 9 days.
  CHECK(all.size() == 16 * 9);
  for (const auto& one : all) {
    CHECK((one.from_s < day_s || one.from_s >= 2 * day_s));
    const auto hour = std::fmod(one.from_s, day_s) / 3600;
    CHECK(hour > 6);
    CHECK(hour < 22);
  }
  // What begins at 21:55 ends at 22 h.
  const auto late = strikes(with(
      each_hour + R"(, "quiet": [ { "daily": true, "from": "22h", "to": "6h" } ], "at": "55min")",
      entry("f")));
  for (const auto& one : late)
    if (std::fmod(one.from_s, day_s) > 21.9 * 3600) CHECK(one.to_s - one.from_s == Approx(300));
}

TEST_CASE("monkey: what must never be hit is not, and the other draws stay as they were") {
  const std::string any = R"({ "host": "host", "instances": 1 })";
  const auto all = strikes(with(each_hour, entry("f", "", any)));
  const auto spared = strikes(with(each_hour + R"(, "never": ["a#1"])", entry("f", "", any)));
  REQUIRE(all.size() == spared.size());
  int moved = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].from_s == spared[i].from_s);
    // Without a#1 the instances behind it have numbers that are smaller by one.
    const auto before = all[i].struck.front();
    if (before == 1)
      ++moved;
    else
      CHECK(spared[i].struck.front() == (before > 1 ? before - 1 : before));
  }
  // One of seven instances.
  CHECK(moved / 239.0 == Approx(1 / 7.0).margin(4 * std::sqrt(6 / 49.0 / 239)));
}

TEST_CASE("monkey: an entry more takes some turns over and moves no others") {
  const auto two = strikes(with(each_hour, entry("f") + ", " + entry("g")));
  const auto three = strikes(with(each_hour, entry("f") + ", " + entry("h") + ", " + entry("g")));
  REQUIRE(two.size() == three.size());
  double taken = 0;
  for (std::size_t i = 0; i < two.size(); ++i) {
    if (three[i].fault == "h")
      ++taken;
    else
      CHECK(two[i] == three[i]);
  }
  CHECK(taken / 239 == Approx(1 / 3.0).margin(4 * std::sqrt(2 / 9.0 / 239)));
}

TEST_CASE("monkey: one that can do nothing is refused") {
  CHECK(complaint(with(each_hour, entry("f"))).empty());
  CHECK_THAT(complaint(with(each_hour, "")), Contains("the menu is empty"));
  CHECK_THAT(complaint(with(each_hour + R"(, "at_once": 0)", entry("f"))),
             Contains("/monkey/at_once: 0 is out of range"));
  CHECK_THAT(complaint(with(R"("rate": "0/h", "lasts": "1s")", entry("f"))),
             Contains("/monkey/rate: 0"));
  CHECK_THAT(complaint(with(R"("every": "0s", "lasts": "1s")", entry("f"))),
             Contains("no time would pass between two turns"));
  CHECK_THAT(complaint(with(R"("lasts": "1s")", entry("f"))),
             Contains("the monkey needs either \"rate\" or \"every\""));
  CHECK_THAT(complaint(with(each_hour + R"(, "quiet": [ { "from": "0s", "to": "3d" },
      { "from": "2d", "to": "10d" } ])",
                            entry("f"))),
             Contains("quiet times cover all of the monkey's time"));
  CHECK_THAT(
      complaint(with(each_hour + R"(, "quiet": [ { "daily": true, "from": "0s", "to": "24h" } ])",
                     entry("f"))),
      Contains("quiet times cover all of the monkey's time"));
  CHECK_THAT(
      complaint(with(each_hour + R"(, "quiet": [ { "from": "3d", "to": "2d" } ])", entry("f"))),
      Contains("\"to\" must be later than \"from\""));
  CHECK_THAT(complaint(with(each_hour + R"(, "never": [ { "label": "sacred" } ])", entry("f"))),
             Contains("all that this fault can hit in a is never to be hit"));
  CHECK_THAT(complaint(with(each_hour + R"(, "never": ["c"])", entry("f"))), Contains("\"c\""));
  CHECK_THAT(complaint(with(each_hour, entry("f") + ", " + entry("f"))),
             Contains("another fault already has the name \"f\""));
  CHECK_THAT(complaint(with(R"("rate": "100/s", "lasts": "1s")", entry("f"))),
             Contains("its turn would come more than 1000000 times"));
  CHECK_THAT(complaint(with(each_hour, R"({ "fault": { "name": "f", "kind": "crash", "target": "a",
      "at": "5s" } })")),
             Contains("the monkey says when it strikes"));
}

TEST_CASE("monkey: a fault that outlasts it is warned of") {
  CHECK_THAT(warning(with(each_hour, entry("f") + ", " + entry("g", R"(, "lasts": "11d")"))),
             Contains("/monkey/menu/1/fault/name: it lasts longer on average than the whole "
                      "time of the monkey"));
  CHECK(warning(with(each_hour + R"(, "for": "10min")", entry("f"))) == "0 warnings");
}
