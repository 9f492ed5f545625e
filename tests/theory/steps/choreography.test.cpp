#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/consequences.hpp"

using namespace faultline;

TEST_CASE("Choreographed saga: half done when its time is over is stuck") {
  const auto half_done_for_500ms = [](const std::string& within) {
    auto setup = one_request();
    setup.effects = R"("flight", "hotel")";
    setup.services = R"("a": {}, "hotel": {})";
    setup.operations = R"("hotel.book": [ { "work": "500ms" }, { "effect": "hotel" } ])";
    setup.designs = R"("only": { "topics": { "booked": { "append": "0ms" } },
      "subscriptions": { "hotel.book": { "topic": "booked" } },
      "a.run": [ { "effect": "flight" }, { "publish": "booked" } ] })";
    return Consequences(all_or_none(setup, within));
  };
  CHECK(half_done_for_500ms("499ms").stuck == Times{1000});
  CHECK(half_done_for_500ms("499ms").completed == Times{1500});
  CHECK(half_done_for_500ms("501ms").stuck.empty());
}

TEST_CASE(
    "Choreographed saga: half done at the end of the run is stuck, though its time is not over") {
  auto setup = a_request_each_second("3500ms");
  setup.drain = "2s";
  setup.effects = R"("flight", "hotel")";
  setup.services = R"("a": {}, "hotel": {})";
  setup.operations = R"("hotel.book": [ { "work": "100ms" }, { "effect": "hotel" } ])";
  setup.designs = R"("only": { "topics": { "booked": { "append": "0ms" } },
    "subscriptions": { "hotel.book": { "topic": "booked" } },
    "a.run": [ { "effect": "flight" }, { "publish": "booked" } ] })";
  // The hotels of the second and the third wait in the topic.
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "hotel", "at": "1800ms",
    "for": "1h" })";
  CHECK(Consequences(setup).stuck.empty());
  CHECK(Consequences(all_or_none(setup, "1h")).stuck == Times{2000, 3000});
  CHECK(Consequences(all_or_none(setup, "1h")).completed == Times{1100});
}

TEST_CASE("Choreographed saga that was taken back is no loss, and one that was in part is") {
  const auto measured = [](const std::string& undo) {
    auto setup = a_request_each_second("3500ms");
    setup.effects = R"("flight", "seat", "hotel")";
    setup.services = R"("a": {}, "hotel": {})";
    setup.operations = R"("hotel.book": [ { "work": "100ms" },
        { "effect": "hotel", "probability": 0 }, { "publish": "refused" } ],
      "a.undo": [ { "work": "10ms" } )" +
                       undo + " ]";
    setup.designs = R"("only": { "topics": { "booked": {}, "refused": {} },
      "subscriptions": { "hotel.book": { "topic": "booked" }, "a.undo": { "topic": "refused" } },
      "a.run": [ { "effect": "flight" }, { "effect": "seat" }, { "publish": "booked" } ] })";
    const Replications runs(all_or_none(setup, "10s"), 1);
    std::vector<double> values;
    for (const auto* measure : {"lost", "stuck", "compensations", "completion", "availability"})
      values.push_back(runs.values(measure)[0]);
    return values;
  };
  using Values = std::vector<double>;
  CHECK(measured(R"(, { "take_back": "flight" }, { "take_back": "seat" })") ==
        Values{0, 0, 6, 0, 1});
  CHECK(measured(R"(, { "take_back": "flight" })") == Values{3, 3, 3, 0, 1});
  CHECK(measured("") == Values{3, 3, 0, 0, 1});
}

TEST_CASE("Choreographed saga: half done with nothing left under way is stuck, none done is not") {
  const auto with = [](const std::string& steps) {
    auto setup = a_request_each_second("3500ms");
    setup.effects = R"("flight", "hotel")";
    setup.operations = R"("a.run": [ )" + steps + " ]";
    return Consequences(all_or_none(setup, "1h")).stuck;
  };
  CHECK(with(R"({ "effect": "flight" }, { "effect": "hotel", "probability": 0 })") ==
        Times{1000, 2000, 3000});
  CHECK(with(R"({ "effect": "flight", "probability": 0 }, { "effect": "hotel", "probability": 0 })")
            .empty());
  CHECK(with(R"({ "effect": "flight" }, { "effect": "hotel" })").empty());
}
