#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/consequences.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A trip is asked for at 1 s: a flight from 1.0 to 1.1 s, a hotel to 1.3 s, the payment to 1.35 s.
/// The hotel is cancelled in 30 ms, the flight in 50 ms; the payment cannot be taken back.
Setup trip(const std::string& rules, const std::string& faults = "") {
  auto setup = one_request();
  setup.drain = "10s";
  setup.effects = R"("flight", "hotel", "paid")";
  setup.services = R"("a": {}, "flight": {}, "hotel": {}, "card": {})";
  setup.operations = R"(
    "flight.book": [ { "work": "100ms" }, { "effect": "flight" } ],
    "flight.cancel": [ { "work": "50ms" }, { "take_back": "flight" } ],
    "hotel.book": [ { "work": "200ms" }, { "effect": "hotel" } ],
    "hotel.cancel": [ { "work": "30ms" }, { "take_back": "hotel" } ],
    "card.pay": [ { "work": "50ms" }, { "effect": "paid" } ],
    "a.run": [ { "saga": [
        { "name": "flight", "do": [ { "call": "flight.book" } ],
          "undo": [ { "call": "flight.cancel" } ] },
        { "name": "hotel", "do": [ { "call": "hotel.book" } ],
          "undo": [ { "call": "hotel.cancel" } ] },
        { "name": "payment", "do": [ { "call": "card.pay" } ] } ])" +
                     rules + " } ]";
  setup.faults = faults;
  return setup;
}

std::string crash(const std::string& part, const std::string& at, const std::string& length) {
  return R"({ "name": ")" + part + R"( down", "kind": "crash", "target": ")" + part +
         R"(", "at": ")" + at + R"(", "for": ")" + length + R"(" })";
}

std::string errors(const std::string& part, const std::string& length) {
  return R"({ "name": ")" + part + R"( broken", "kind": "errors", "target": ")" + part +
         R"(", "rate": 1, "at": "0s", "for": ")" + length + R"(" })";
}

const std::string no_card = crash("card", "0s", "100s");

}  // namespace

TEST_CASE("Saga: its parts are done one after the other, and nothing is taken back") {
  const auto setup = trip("");
  const Played played(setup);
  CHECK(played.in_short() == "1s");
  CHECK(played.requests[0].took_s == Approx(0.35));
  CHECK(played.attempt_at("hotel.book").started_s == Approx(1.1));
  const Consequences led_to(setup);
  CHECK(led_to.completed == Times{1350});
  CHECK(led_to.compensated.empty());
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga whose last part fails: what was done is taken back in reverse order") {
  const auto setup = trip("", no_card);
  const Played played(setup);
  CHECK(played.in_short() == "1f");
  CHECK(played.attempt_at("hotel.cancel").started_s == Approx(1.3));
  CHECK(played.attempt_at("flight.cancel").started_s == Approx(1.33));
  const Consequences led_to(setup);
  CHECK(led_to.compensated == Times{1330, 1380});
  CHECK(led_to.answered == Times{1380});
  CHECK(led_to.completed.empty());
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga: an undo that fails is tried again after a pause, and counts once") {
  // The hotel fails at 1.1 s; its undo fails at 1.1 s and 1.3 s, and succeeds from 1.5 to 1.53 s.
  const auto setup =
      trip(R"(, "undo_attempts": 3, "undo_pause": "200ms")", errors("hotel", "1450ms"));
  CHECK(Played(setup).attempts_at("hotel.cancel") == 3);
  const Consequences led_to(setup);
  CHECK(led_to.compensated == Times{1530, 1580});
  CHECK(led_to.answered == Times{1580});
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga whose undo fails once too often: it is stuck where it stands, and counts once") {
  const auto setup =
      trip(R"(, "undo_attempts": 2, "undo_pause": "200ms")", errors("hotel", "100s"));
  CHECK(Played(setup).attempts_at("hotel.cancel") == 2);
  CHECK(Played(setup).attempts_at("flight.cancel") == 0);
  for (const auto& one : {setup, all_or_none(setup, "5s")}) {
    const Consequences led_to(one);
    CHECK(led_to.compensated.empty());
    CHECK(led_to.stuck == Times{1000});
    CHECK(led_to.answered == Times{1300});
  }
}

TEST_CASE("Saga with a time limit: the part under way is taken back too, whatever becomes of it") {
  // The hotel is given up at 1.25 s and cancelled by 1.28 s, but books at 1.3 s, for nobody.
  const auto setup = in_vain(trip(R"(, "within": "250ms")"));
  CHECK(Played(setup).in_short() == "1t");
  const Consequences led_to(setup);
  CHECK(led_to.compensated == Times{1280, 1330});
  CHECK(led_to.answered == Times{1330});
  CHECK(led_to.stuck.empty());
  CHECK(Consequences(all_or_none(setup, "5s")).stuck == Times{1000});
}

TEST_CASE("Saga whose caller's deadline passes is taken back all the same") {
  auto setup = in_vain(trip("", no_card));
  setup.transaction = R"("policies": [ { "kind": "deadline", "after": "320ms" } ])";
  CHECK(Played(setup).in_short() == "1t");
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1320});
  CHECK(led_to.compensated == Times{1330, 1380});
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga that the caller's deadline interrupts is taken back") {
  auto setup = in_vain(trip(""));
  setup.transaction = R"("policies": [ { "kind": "deadline", "after": "250ms" } ])";
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1250});
  CHECK(led_to.compensated == Times{1280, 1330});
}

TEST_CASE("Saga whose caller leaves and stops it is taken back without anybody waiting") {
  auto setup = in_vain(trip(""));
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "200ms", "cancel": true } ])";
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1200});
  CHECK(led_to.compensated == Times{1230, 1280});
  CHECK(led_to.completed.empty());
}

TEST_CASE("Saga whose caller leaves without stopping it goes on to its end") {
  auto setup = in_vain(trip(""));
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "200ms" } ])";
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1200});
  CHECK(led_to.completed == Times{1350});
  CHECK(led_to.compensated.empty());
}

TEST_CASE("Saga whose orchestrator crashes: what was done stays, and it is stuck") {
  const auto setup = trip("", crash("a", "1200ms", "1s"));
  CHECK(Played(setup).in_short() == "1f");
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1200});
  CHECK(led_to.compensated.empty());
  CHECK(led_to.stuck == Times{1000});
}

TEST_CASE("Durable saga whose orchestrator crashes is taken back after the restart") {
  // The hotel that was being booked when it crashed is booked at 1.3 s.
  const Consequences led_to(trip(R"(, "durable": true)", crash("a", "1200ms", "1s")));
  CHECK(led_to.answered == Times{1200});
  CHECK(led_to.compensated == Times{2230, 2280});
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga whose orchestrator crashes while it is taken back is stuck unless it is durable") {
  // The hotel is being cancelled from 1.3 s to 1.33 s: that goes on, and is asked for once more.
  const auto faults = no_card + "," + crash("a", "1310ms", "1s");
  const Consequences forgotten(trip("", faults));
  CHECK(forgotten.compensated == Times{1330});
  CHECK(forgotten.stuck == Times{1000});
  const auto durable = trip(R"(, "durable": true, "undo_attempts": 1)", faults);
  CHECK(Played(durable).attempts_at("hotel.cancel") == 2);
  const Consequences taken_up(durable);
  CHECK(taken_up.compensated == Times{1330, 2390});
  CHECK(taken_up.stuck.empty());
}

TEST_CASE("Saga that is not begun when its orchestrator crashes leaves nothing behind") {
  auto setup = trip("", crash("a", "500ms", "10s"));
  CHECK(Consequences(setup).stuck.empty());
}

TEST_CASE("An effect that is taken back leaves the transaction incomplete until it happens again") {
  const auto steps = [](const std::string& after) {
    auto setup = one_request();
    setup.operations = R"("a.run": [ { "effect": "done" }, { "work": "100ms" },
      { "take_back": "done" }, { "take_back": "done" })" +
                       after + " ]";
    return Consequences(setup);
  };
  CHECK(steps("").completed.empty());
  CHECK(steps("").compensated == Times{1100});
  CHECK(steps(R"(, { "work": "50ms" }, { "effect": "done" })").completed == Times{1150});
}

TEST_CASE("Saga that is not taken back by the end of the run is stuck, in charge or not") {
  // The card is down, and so is the hotel when its room is to be cancelled.
  const auto setup =
      trip(R"(, "undo_attempts": 1000)", no_card + ", " + crash("hotel", "1300ms", "1h"));
  CHECK(Consequences(all_or_none(setup, "1h")).stuck == Times{1000});
}

TEST_CASE("Saga of a consumer: accepted and taken back is no loss, without any effect either") {
  auto setup = trip("", no_card);
  setup.operations.replace(setup.operations.find(R"("a.run")"), 7, R"("a.travel")");
  setup.operations.replace(setup.operations.find(R"({ "saga")"), 8,
                           R"({ "optional": true, "saga")");
  setup.designs = R"("only": { "topics": { "asked": {} },
    "subscriptions": { "a.travel": { "topic": "asked" } }, "a.run": [ { "publish": "asked" } ] })";
  const auto lost = [](const Setup& one) { return Replications(one, 1).values("lost")[0]; };
  CHECK(lost(setup) == 0);
  CHECK(Consequences(setup).compensated.size() == 2);
  // What stands for a booking may have no effect of its own.
  for (const auto* step : {R"(, { "effect": "flight" })", R"(, { "effect": "hotel" })"})
    setup.operations.insert(setup.operations.find(step) + std::string(step).size() - 2,
                            R"(, "probability": 0)");
  CHECK(lost(setup) == 0);
  CHECK(Consequences(setup).compensated.size() == 2);
  for (const auto* undo :
       {R"("undo": [ { "call": "flight.cancel" } ])", R"("undo": [ { "call": "hotel.cancel" } ])"})
    setup.operations.replace(setup.operations.find(undo), std::string(undo).size(),
                             R"("undo": [])");
  setup.designs.insert(
      setup.designs.find(R"("a.run")"),
      R"("a.cancel": [ { "call": "flight.cancel" }, { "call": "hotel.cancel" } ],)");
  setup.designs.insert(setup.designs.rfind(R"({ "publish": "asked" })"),
                       R"({ "call": "a.cancel", "probability": 0 }, )");
  CHECK(lost(setup) == 1);
}
