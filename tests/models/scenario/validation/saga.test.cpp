#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

/// The shop, whose order is a saga of these parts where payment is called.
std::string told_of_saga(const std::string& parts, const std::string& rules = "") {
  const auto saga = R"({ "saga": [ )" + parts + " ]" + rules + " }";
  return told(
      {{R"({ "call": "payment.charge", "policies": [ { "kind": "timeout", "after": "1s" } ] })",
        saga}});
}

const std::string pay = R"({ "name": "pay", "do": [ { "call": "payment.charge" } ] })";
const std::string in_place = "/designs/rest/order.place/2";

}  // namespace

TEST_CASE(
    "a saga is valid whose last part alone has no undo, and one that need take nothing back") {
  CHECK(told_of_saga(pay).empty());
  CHECK(told_of_saga(R"({ "name": "note", "do": [ { "work": "1ms" } ], "undo": [] }, )" + pay)
            .empty());
}

TEST_CASE("a saga step without compensation is told by its name, where it stands") {
  CHECK(told_of_saga(R"({ "name": "hold", "do": [ { "work": "1ms" } ] }, )" + pay) ==
        "shop.json:14:21: " + in_place +
            "/saga/0: the saga step \"hold\" has no \"undo\", but others follow it; use \"undo\": "
            "[] if nothing has to be undone");
}

TEST_CASE("a saga without parts is told, a part that does nothing, and two of one name") {
  CHECK(told_of_saga("").find(in_place + "/saga: \"saga\" is empty") != std::string::npos);
  CHECK(told_of_saga(R"({ "name": "x", "do": [] }, )" + pay) ==
        "shop.json:14:42: " + in_place + "/saga/0/do: \"do\" is empty");
  CHECK(told_of_saga(R"({ "name": "pay", "do": [ { "work": "1ms" } ], "undo": [] }, )" + pay) ==
        "shop.json:14:81: " + in_place + "/saga/1: the saga step \"pay\" appears twice");
}

TEST_CASE("what a saga names in what it does and in what takes it back has to exist") {
  CHECK(told_of_saga(R"({ "name": "hold", "do": [ { "query": "order" } ],
      "undo": [ { "call": "payment.charg" }, { "take_back": "store" } ] }, )" +
                     pay) ==
        "shop.json:14:58: " + in_place +
            "/saga/0/do/0/query: no store \"order\"; did you mean \"orders\"? (legal: orders)\n"
            "shop.json:15:27: " +
            in_place +
            "/saga/0/undo/0/call: no operation \"payment.charg\" of design \"rest\"; did you mean "
            "\"payment.charge\"? (legal: payment.charge, order.place)\n"
            "shop.json:15:61: " +
            in_place +
            "/saga/0/undo/1/take_back: no effect \"store\" of the transaction; did you mean "
            "\"stored\"? (legal: stored, paid)");
}

TEST_CASE("a circle of calls through an undo is told") {
  CHECK(told_of_saga(R"({ "name": "hold", "do": [ { "work": "1ms" } ],
      "undo": [ { "call": "order.place" } ] }, )" +
                     pay) ==
        "shop.json:13:7: /designs/rest/order.place: blocking calls form a cycle: order.place -> "
        "order.place");
}

TEST_CASE("a saga in time needs a positive limit, and one attempt at the least") {
  CHECK(told_of_saga(pay, R"(, "within": "0s")") ==
        "shop.json:14:92: " + in_place + "/within: 0 is out of range: more than 0 is legal");
  CHECK(told_of_saga(pay, R"(, "undo_attempts": 0)") ==
        "shop.json:14:99: " + in_place + "/undo_attempts: 0 is out of range: 1 or more is legal");
}

TEST_CASE("a saga that messages and work leave no time is told with what they take") {
  // Two messages of 250 us and 1 KiB at 1 Gbit/s, and 20 ms of work.
  CHECK(told_of_saga(pay, R"(, "within": "500us")") ==
        "shop.json:14:92: " + in_place +
            "/within: it can never finish within 500us: it takes at least 20516.384us");
  CHECK(told_of_saga(pay, R"(, "within": "20517us")").empty());
}

TEST_CASE("an awaited effect has to be one of the transaction's, with a time limit") {
  const auto with = [](std::string_view step) {
    return told({{"{ \"query\": \"orders\" }, { \"effect\": \"stored\" }, { \"publish\"",
                  std::string("{ \"query\": \"orders\" }, { \"effect\": \"stored\" }, ") +
                      std::string(step) + ", { \"publish\""}});
  };
  CHECK(with(R"({ "await": "paid", "within": "1s" })").empty());
  CHECK(with(R"({ "await": "payed", "within": "1s" })")
            .ends_with("no effect \"payed\" of the transaction; did you mean \"paid\"? (legal: "
                       "stored, paid)"));
  CHECK(with(R"({ "await": "paid" })")
            .ends_with("\"within\" is missing: how long it waits before it "
                       "times out"));
}

TEST_CASE("a follow-up that can tell nothing is told where it stands") {
  const auto with = [](const std::string& follow_up) {
    const auto changed = R"("deadline": "3s", "follow_up": { )" + follow_up + " }";
    return told({{"\"deadline\": \"3s\"", changed}});
  };
  CHECK(with(R"("until": "paid")").empty());
  CHECK(with(R"("until": "paid", "ask": "order.place")").empty());
  CHECK(with(R"("until": "payed")")
            .starts_with("shop.json:4:117: /transaction/follow_up/until: no effect "
                         "\"payed\" of the transaction; did you mean \"paid\"?"));
  CHECK(with(R"("until": "paid", "ask": "order.status")")
            .starts_with("shop.json:4:132: /transaction/follow_up/ask: no operation "
                         "\"order.status\" of design \"rest\""));
  CHECK(with(R"("until": "paid", "every": "1s")") ==
        "shop.json:4:134: /transaction/follow_up/every: \"every\" has no effect without \"ask\": "
        "the service notifies the client");
  CHECK(with(R"("until": "paid", "ask": "order.place", "give_up": "1s")")
            .ends_with("/transaction/follow_up/give_up: the client gives up before its first "
                       "poll"));
}

TEST_CASE("a transaction that is a saga needs to say when it is stuck") {
  CHECK(told({{"\"deadline\": \"3s\"", "\"deadline\": \"3s\", \"saga\": {}"}}) ==
        "shop.json:4:101: /transaction/saga: \"within\" is missing: a transaction with only some "
        "of its effects this long after its arrival counts as stuck");
}
