#include <catch2/catch.hpp>
#include <set>

#include "tests/models/delivery/months.hpp"

using namespace faultline;

namespace {

/// b is called by a, which belongs to another team.
MonthsSetup called(const std::string& delivery) {
  return {.delivery = delivery,
          .teams = R"("front": { "owns": ["a"], "changes": "0.5/d", "work": "1d" },
                      "back": { "owns": ["b"], "changes": "0.5/d", "work": "1d" })",
          .services = R"("a": {}, "b": {})",
          .operations = R"("a.run": [ { "call": "b.run" } ], "b.run": [ { "effect": "done" } ])"};
}

std::set<Time> asked(const Months& months) {
  std::set<Time> instants;
  for (const auto& one : months.changes) instants.insert(one.asked);
  return instants;
}

bool needs_others(const Months& months) {
  return std::ranges::any_of(months.deployments, [](const auto& one) { return one.teams > 1; });
}

std::vector<double> numbers(const Months& months) {
  std::vector<double> numbers;
  for (const auto& one : months.deployments)
    for (const auto number : {seconds(one.at), one.failed ? 1.0 : 0.0, seconds(one.restored_after),
                              static_cast<double>(one.changes), static_cast<double>(one.teams)})
      numbers.push_back(number);
  for (const auto& one : months.changes)
    numbers.insert(numbers.end(), {seconds(one.asked), seconds(one.in_production)});
  return numbers;
}

}  // namespace

TEST_CASE("Delivery: the same scenario gives the same months, another replication others") {
  auto scenario = scenario_of(called(R"("length": "200d")"));
  CHECK(numbers(Months(scenario)) == numbers(Months(scenario)));
  CHECK(numbers(Months(scenario)) != numbers(Months(scenario, 1)));
}

TEST_CASE("Delivery: a team that is added moves no change of the others") {
  const auto two = called(R"("length": "200d", "interface": 0)");
  auto three = two;
  three.services += R"(, "c": {})";
  three.operations = R"("a.run": [ { "call": "b.run" }, { "call": "c.run" } ],
                        "b.run": [ { "effect": "done" } ], "c.run": [ { "work": "1ms" } ])";
  three.teams = R"("new": { "owns": ["c"], "changes": "0.5/d", "work": "1d" }, )" + two.teams;
  const auto before = months(two);
  const auto after = months(three);
  const auto all = asked(after);
  CHECK(after.changes.size() > before.changes.size());
  for (const auto instant : asked(before)) CHECK(all.contains(instant));
}

TEST_CASE("Delivery: designs get the same changes, whatever they need") {
  auto setup = called(R"("length": "200d", "interface": 1, "incompatible": 1)");
  setup.more_designs = R"(, "by train": { "shipping": { "train": "14d" } })";
  const auto alone = months(setup);
  const auto by_train = months(setup, "by train");
  CHECK(asked(alone) == asked(by_train));
  CHECK(alone.deployments.size() > 5 * by_train.deployments.size());
}

TEST_CASE("Delivery: only an incompatible change of an interface needs another team") {
  CHECK(needs_others(months(called(R"("length": "200d", "interface": 1, "incompatible": 1)"))));
  CHECK_FALSE(
      needs_others(months(called(R"("length": "200d", "interface": 1, "incompatible": 0)"))));
  CHECK_FALSE(
      needs_others(months(called(R"("length": "200d", "interface": 0, "incompatible": 1)"))));
}

TEST_CASE("Delivery: one team that owns both services needs nobody") {
  auto setup = called(R"("length": "200d", "interface": 1, "incompatible": 1)");
  setup.teams = R"("all": { "owns": ["a", "b"], "changes": "1/d", "work": "1d" })";
  const auto all = months(setup);
  CHECK_FALSE(needs_others(all));
  CHECK(std::ranges::any_of(all.deployments, [](const auto& one) { return one.services == 2; }));
}

TEST_CASE("Delivery: a part waits in the queue of its team") {
  // The only developer of "front" is busy with a change of 20 d when the first part comes.
  auto setup = called(R"("length": "30d", "interface": 1, "incompatible": 1, "fails": 0,
                         "pipeline": "0s")");
  setup.teams =
      R"("front": { "owns": ["a"], "changes": { "kind": "constant", "rate": "0.1/d" },
                    "work": "15d", "adapting": "1d", "developers": 1 },
         "back": { "owns": ["b"], "changes": { "kind": "constant", "rate": "0.08/d" },
                   "work": "1d" })";
  // front begins at 10 d and again at 25 d; back asks at 12.5 d and is ready at 13.5 d, its part
  // is done at 10 + 15 + 1 = 26 d, since the second change of front comes at 20 d, behind it.
  const auto found = months(setup);
  REQUIRE(found.deployments.size() == 2);
  CHECK(seconds(found.deployments[0].at) == 25 * 86400);
  CHECK(seconds(found.deployments[1].at) == 26 * 86400);
  CHECK(found.deployments[1].teams == 2);
}

TEST_CASE("Delivery: nothing is deployed to a service while a rollback goes on") {
  MonthsSetup setup{.delivery = R"("length": "1000d", "fails": 0.2, "noticed_after": "1h",
                                   "restore": "3d")",
                    .teams = R"("team": { "owns": ["a"], "changes": "2/d", "work": "1d",
                                "developers": 100 })"};
  const auto found = months(setup);
  int failed = 0;
  int meanwhile = 0;
  for (const auto& bad : found.deployments) {
    if (!bad.failed) continue;
    ++failed;
    const auto noticed = bad.at + std::chrono::hours(1);
    meanwhile += std::ranges::count_if(found.deployments, [&](const auto& other) {
      return other.at > noticed && other.at < noticed + std::chrono::hours(72);
    });
  }
  CHECK(meanwhile == 0);
  CHECK(failed > 100);
}

TEST_CASE("Delivery: a train that was rolled back leaves again without its defective changes") {
  MonthsSetup setup{
      .delivery = R"("length": "300d", "fails": 0.1, "pipeline": "1h", "noticed_after": "1h",
                     "restore": "1h", "fix": "100d")",
      .teams = R"("team": { "owns": ["a"], "changes": "2/d", "work": "1d", "developers": 1000 })",
      .shipping = R"({ "train": "10d" })"};
  const auto repeated = months(setup);
  setup.shipping = R"({ "train": "10d", "repeat": false })";
  const auto waiting = months(setup);
  const auto& first = repeated.deployments;
  for (std::size_t i = 0; i + 1 < first.size(); ++i) {
    if (!first[i].failed) continue;
    CHECK(first[i + 1].at - first[i].at == std::chrono::hours(3));
    CHECK(first[i + 1].changes < first[i].changes);
    CHECK_FALSE(first[i + 1].failed);
  }
  // Without, nobody leaves in between, and the next train takes those that were rolled back too.
  REQUIRE(waiting.deployments.front().failed);
  for (const auto& one : waiting.deployments)
    CHECK((one.at - start_of_run) % std::chrono::hours(240) == std::chrono::hours(1));
  CHECK(waiting.deployments[1].changes > 30);
  CHECK(repeated.mean_lead_time() < waiting.mean_lead_time());
}

TEST_CASE("Delivery: what is not in production at the end is recorded as such") {
  MonthsSetup setup{.delivery = R"("length": "100d", "fails": 0)",
                    .teams = R"("team": { "owns": ["a"], "changes": { "kind": "constant",
                                "rate": "1/d" }, "work": "1h" })",
                    .shipping = R"({ "train": "40d" })"};
  const auto found = months(setup);
  // Of the changes of 1 d to 99 d the trains of 40 d and of 80 d take those of 1 d to 79 d.
  CHECK(found.changes.size() == 99);
  CHECK(std::ranges::count(found.changes, end_of_time, &ChangeRecord::in_production) == 20);
}
