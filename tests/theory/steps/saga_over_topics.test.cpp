#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/consequences.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A trip is asked for at 1 s. Whoever runs the saga commands a flight over one topic, 10 ms, and
/// has the reply over another, 10 ms; the flight takes 100 ms. It is cancelled likewise, in 50 ms.
/// The payment is a call that takes 20 ms.
Setup trip(const std::string& within, const std::string& faults = "") {
  auto setup = one_request();
  setup.drain = "10s";
  setup.effects = R"("flight", "known", "paid")";
  setup.transaction = R"("saga": { "within": "5s" })";
  setup.services = R"("a": {}, "flight": {}, "card": {})";
  setup.operations = R"(
    "flight.book": [ { "work": "100ms" }, { "effect": "flight" }, { "publish": "booked" } ],
    "flight.cancel": [ { "work": "50ms" }, { "take_back": "flight" }, { "publish": "cancelled" } ],
    "card.pay": [ { "work": "20ms" }, { "effect": "paid" } ],
    "a.note": [ { "effect": "known" } ],
    "a.strike": [ { "take_back": "known" } ],
    "a.run": [ { "saga": [
      { "name": "flight",
        "do": [ { "publish": "book" }, { "await": "known", "within": ")" +
                     within + R"(" } ],
        "undo": [ { "publish": "cancel" },
                  { "await": "known", "taken_back": true, "within": ")" +
                     within + R"(" } ] },
      { "name": "payment", "do": [ { "call": "card.pay" } ] } ], "undo_attempts": 1 } ])";
  setup.designs = R"("only": {
    "topics": { "book": { "append": "10ms" }, "booked": { "append": "10ms" },
                "cancel": { "append": "10ms" }, "cancelled": { "append": "10ms" } },
    "subscriptions": { "flight.book": { "topic": "book" }, "a.note": { "topic": "booked" },
                       "flight.cancel": { "topic": "cancel" },
                       "a.strike": { "topic": "cancelled" } } })";
  setup.faults = faults;
  return setup;
}

std::string crash(const std::string& part, const std::string& at, const std::string& length) {
  return R"({ "name": ")" + part + R"( down", "kind": "crash", "target": ")" + part +
         R"(", "at": ")" + at + R"(", "for": ")" + length + R"(" })";
}

}  // namespace

TEST_CASE("Saga over topics: commands and replies take their way, and the saga goes on with each") {
  const Consequences led_to(trip("1s"));
  CHECK(led_to.answered == Times{1000 + 10 + 100 + 10 + 20});
  CHECK(led_to.completed == Times{1140});
  CHECK(led_to.compensated.empty());
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga over topics: what was commanded is taken back by command, and the reply awaited") {
  const auto setup = trip("1s", crash("card", "0s", "1h"));
  CHECK(Played(setup).in_short() == "1f");
  const Consequences led_to(setup);
  // From 1.12 s on: 10 + 50 ms until the flight is free, and 10 ms until that is known.
  CHECK(led_to.compensated == Times{1180, 1190});
  CHECK(led_to.answered == Times{1190});
  CHECK(led_to.stuck.empty());
}

TEST_CASE("Saga over topics: one that carries out commands may be down for less than the limit") {
  const Consequences led_to(trip("1s", crash("flight", "500ms", "1s")));
  CHECK(led_to.completed == Times{1500 + 100 + 10 + 20});
  CHECK(led_to.compensated.empty());
}

TEST_CASE("Saga over topics: a command that outlives the limit is carried out for nobody") {
  // The reply is given up at 1.51 s, and the flight cancelled, which nobody has booked. It is
  // booked from 2 s on, and cancelled before that is over.
  const auto setup = trip("500ms", crash("flight", "500ms", "1500ms"));
  CHECK(Played(setup).in_short() == "1t");
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1520});
  CHECK(led_to.stuck == Times{1000});
}

TEST_CASE("Await of what is taken back ends at that instant, and at once where it is not there") {
  auto setup = one_request();
  setup.drain = "10s";
  setup.operations = R"("a.undo": [ { "work": "30ms" }, { "take_back": "done" } ],
    "a.run": [ { "await": "done", "taken_back": true, "within": "1ns" }, { "effect": "done" },
      { "publish": "undo" }, { "await": "done", "taken_back": true, "within": "1s" },
      { "work": "5ms" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "undo": { "append": "10ms" } },
    "subscriptions": { "a.undo": { "topic": "undo" } } })";
  CHECK(Consequences(setup).completed == Times{1045});
  CHECK(Consequences(setup).answered == Times{1045});
}
