#include <catch2/catch.hpp>
#include <cmath>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// A topic without partitions: its consumers compete for each event.
Bus queue(const std::string& consumers, const std::string& topic = R"("availability": 1)") {
  return {.topic = topic, .consumers = consumers};
}

}  // namespace

TEST_CASE("Consumers of a queue take what comes next, whoever is free") {
  CHECK(Course(queue(R"("consumers": 2)")).completed == Times{11, 12, 21, 22});
  CHECK(Course(queue(R"("consumers": 3)")).completed == Times{11, 12, 13, 21});
  CHECK(Course(queue(R"("consumers": 90)")).completed == Times{11, 12, 13, 14});
}

TEST_CASE("Prefetch: who fetches more than it works on keeps events from others that are free") {
  auto bus = queue(R"("consumers": 2)");
  bus.events = 8;
  CHECK(Course(bus).completed == Times{11, 12, 21, 22, 31, 32, 41, 42});
  bus.consumers = R"("consumers": 2, "batch": 5)";
  // At 11 ms the first takes the five that wait, at 12 ms the other the last one.
  CHECK(Course(bus).completed == Times{11, 12, 21, 31, 41, 51, 61, 22});
  bus.consumers = R"("consumers": 2, "batch": 5, "concurrency": 5)";
  CHECK(Course(bus).completed == Times{11, 12, 21, 21, 21, 21, 21, 22});
}

TEST_CASE("What a consumer has fetched and not begun goes back to its place when it crashes") {
  auto bus = queue(R"("consumers": 2, "batch": 5, "redeliver_after": "5ms")");
  bus.events = 8;
  bus.until = 30;
  bus.faults = crash("b#0", "25ms", "1s");
  auto setup = bus.setup();
  setup.services = R"("a": { "workers": 100 }, "b": { "instances": 2 })";
  // The fourth of all was half done, behind it stand three more; the other does all from 25 ms on,
  // in their order.
  CHECK(Course(setup, 8).completed == Times{11, 12, 21, 35, 45, 55, 65, 22});
}

TEST_CASE(
    "The broker sees a connection break at once, but with a visibility it waits for its end") {
  for (const std::string batch : {R"(, "batch": 5)", ""}) {
    auto bus = queue(R"("consumers": 2, "redeliver_after": "1h")" + batch);
    bus.work = R"({ "work": "40ms" }, { "effect": "done" })";
    bus.events = batch.empty() ? 2 : 6;
    bus.until = 90;
    bus.faults = crash("b#0", "71ms", "1s");
    auto setup = bus.setup();
    setup.services = R"("a": { "workers": 100 }, "b": { "instances": 2 })";
    const auto course = [&](const std::string& visibility) {
      auto own = setup;
      const std::string free = R"("availability": 1)";
      if (!visibility.empty())
        own.designs.replace(own.designs.find(free), free.size(),
                            R"("visibility": ")" + visibility + "\"");
      return Course(own, bus.events).completed;
    };
    if (batch.empty()) {
      setup.faults.replace(setup.faults.find("71ms"), 4, "31ms");
      // "b#0" has had the first since 1 ms, "b#1" the second from 2 to 42 ms.
      CHECK(course("") == Times{82, 42});
      CHECK(course("100ms") == Times{141, 42});
    } else {
      // At 41 ms "b#0" takes the last four, at 71 ms it crashes over the first of them.
      CHECK(course("") == Times{41, 42, 111, 151, 191, 231});
      CHECK(course("100ms") == Times{41, 42, 181, 221, 261, 301});
    }
  }
}

TEST_CASE("What a crashed consumer had of a queue comes before what waits, by priority and age") {
  auto bus = queue(R"("consumers": 1, "batch": 2)");
  bus.events = 5;
  bus.until = 30;
  bus.faults = crash("b", "15ms", "85ms");
  // At 11 ms it takes the second and third, at 15 ms it crashes over the second.
  CHECK(Course(bus).completed == Times{11, 110, 120, 130, 140});
}

TEST_CASE("At most once: what a consumer of a queue has fetched and not begun is lost with it") {
  auto bus = queue(R"("consumers": 1, "batch": 3, "delivery": "at_most_once")");
  bus.events = 6;
  bus.until = 30;
  bus.faults = crash("b", "25ms", "75ms");
  // At 11 ms it takes three, and crashes over the second of them.
  CHECK(Course(bus).completed == Times{11, 21, -1, -1, 110, 120});
}

TEST_CASE("An event that was not acknowledged in time is given to somebody else too") {
  auto bus = queue(R"("consumers": 9)", R"("visibility": "20ms")");
  bus.work = R"({ "effect": "done" }, { "work": "50ms" })";
  bus.events = 1;
  // At 1 ms, 21 ms and 41 ms; it is acknowledged at 51 ms.
  const Course late(bus);
  CHECK(late.completed == Times{1});
  CHECK(late.duplicates == 2);
  bus.topic = R"("visibility": "60ms")";
  CHECK(Course(bus).duplicates == 0);
}

TEST_CASE("A visibility longer than the work changes nothing, with one shorter all is done twice") {
  const auto duplicates = [](const std::string& visibility) {
    auto bus = queue(R"("consumers": 100)", R"("visibility": ")" + visibility + "\"");
    bus.work = R"({ "effect": "done" }, { "work": "10ms" })";
    bus.events = 50;
    return Course(bus).duplicates;
  };
  CHECK(duplicates("11ms") == 0);
  CHECK(duplicates("9ms") == 50);
  CHECK(duplicates("4ms") == 100);
}

TEST_CASE("An event that failed is given out again by one way only, however short the visibility") {
  auto bus = queue(R"("consumers": 100, "redeliver_after": "30ms")", R"("visibility": "40ms")");
  bus.work = R"({ "effect": "done" })";
  bus.events = 1;
  auto setup = bus.setup();
  setup.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1, "at": "0s",
    "for": "300ms" })";
  // Tried at 1, 31, ..., 301 ms.
  const auto attempts = told(setup, [](const Ledger& ledger) {
    return std::vector{static_cast<double>(ledger.attempts.size() - 1)};
  });
  CHECK(attempts[0] == 11);
}

TEST_CASE("What is prefetched and waits too long for its turn is given to somebody else too") {
  auto bus = queue(R"("consumers": 2, "batch": 9)", R"("visibility": "25ms")");
  bus.events = 6;
  // At 11 ms the first takes the four that wait: of them it begins the last two at 31 and 41 ms.
  // At 36 ms, when the third of these is under way, the other one takes that and the fourth.
  const Course course(bus);
  CHECK(course.completed == Times{11, 12, 21, 31, 41, 51});
  CHECK(course.duplicates == 2);
}

TEST_CASE("Effectively once: of two who work on one event only one has its effect") {
  auto bus = queue(R"("consumers": 9, "delivery": "effectively_once")", R"("visibility": "20ms")");
  bus.work = R"({ "effect": "done" }, { "work": "50ms" })";
  bus.events = 1;
  const Course once(bus);
  CHECK(once.completed == Times{51});
  CHECK(once.duplicates == 0);
}

TEST_CASE("An event that nobody takes within its time to live expires") {
  auto bus = queue(R"("consumers": 1)", R"("retention": "25ms")");
  bus.events = 6;
  // One each 10 ms, from 1 ms on: at 31 ms the fourth is too old (4 + 25 = 29), so are all behind
  // it but the last, which is 31 - 6 = 25 ms old just then.
  const Course course(bus);
  CHECK(course.completed == Times{11, 21, 31, -1, -1, -1});
  CHECK(course.count(Incident::expired) == 3);
}

TEST_CASE("An event that nobody takes within the time that its publisher gave it expires") {
  auto bus = queue(R"("consumers": 1)");
  bus.events = 6;
  bus.publishing = R"({ "publish": "news", "ttl": "25ms" })";
  const Course course(bus);
  CHECK(course.completed == Times{11, 21, 31, -1, -1, -1});
  CHECK(course.count(Incident::expired) == 3);
  // The shorter of both times counts.
  bus.topic = R"("retention": "1s")";
  CHECK(Course(bus).completed == Times{11, 21, 31, -1, -1, -1});
  bus.topic = R"("retention": "5ms")";
  CHECK(Course(bus).completed == Times{11, -1, -1, -1, -1, -1});
}

TEST_CASE("An event expires at the head of the queue, behind one that lives longer not before") {
  const auto expired_at = [](const std::string& first, const std::string& second) {
    auto bus = queue(R"("consumers": 1)");
    bus.events = 1;
    bus.until = 200;
    bus.publishing = R"({ "publish": "news", "ttl": ")" + first +
                     R"(" }, { "publish": "news", "ttl": ")" + second + "\" }";
    bus.faults = crash("b", "0s", "100ms");
    return told(bus.setup(), [](const Ledger& ledger) {
      std::vector<double> at;
      for (const auto& one : ledger.incidents)
        at.push_back(std::round(seconds(one.at - start_of_run) * 1000));
      return at;
    });
  };
  CHECK(expired_at("5ms", "60ms") == std::vector<double>{6, 61});
  CHECK(expired_at("60ms", "5ms") == std::vector<double>{61, 61});
  CHECK(expired_at("1s", "5ms") == std::vector<double>{100});  // as the first one is taken
}

TEST_CASE("An event that failed does not outlive its time in the queue") {
  auto bus = queue(R"("consumers": 1, "redeliver_after": "10ms")", R"("retention": "95ms")");
  bus.events = 1;
  auto setup = bus.setup();
  setup.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1, "at": "0s" })";
  const auto seen = told(setup, [](const Ledger& ledger) {
    return std::vector{static_cast<double>(ledger.attempts.size() - 1),
                       static_cast<double>(ledger.incidents.size())};
  });
  CHECK(seen == std::vector<double>{10, 1});  // at 1, 11, ..., 91 ms
}

TEST_CASE("Events of a higher priority are taken first, those of the same in their order") {
  const std::string visibility = GENERATE("", R"(, "visibility": "10s")");
  auto bus = queue(R"("consumers": 1)", R"("priority": true)" + visibility);
  bus.events = 30;
  auto setup = bus.setup();
  setup.keys_and_classes = R"("classes": { "usual": { "share": 1 },
    "hurried": { "share": 1, "priority": 5 } })";
  const auto order = told(setup, [](const Ledger& ledger) {
    std::vector<double> hurried, usual;  // when each was done, in the order of arrivals
    auto all = ledger.transactions;
    std::ranges::sort(all, {}, [](const auto& one) { return one.id; });
    for (const auto& one : all)
      if (one.id > 0) (one.request_class == 1 ? hurried : usual).push_back(seconds(one.completed));
    return std::vector<double>{
        std::ranges::is_sorted(hurried) ? 1.0 : 0, std::ranges::is_sorted(usual) ? 1.0 : 0,
        // 10 ms each: those that came in the meantime go first.
        hurried.back() < usual.back() ? 1.0 : 0, usual[3] > hurried[9] ? 1.0 : 0};
  });
  CHECK(order == std::vector<double>{1, 1, 1, 1});
}

TEST_CASE("At most once: the event that a consumer of a queue crashed over is lost") {
  auto bus = queue(R"("consumers": 1, "delivery": "at_most_once")");
  bus.faults = crash("b", "25ms", "100ms");
  bus.until = 30;
  // 1 to 11 to 21 ms; the third is lost, the fourth begins when it is back.
  CHECK(Course(bus).completed == Times{11, 21, -1, 135});
  bus.consumers = R"("consumers": 1, "redeliver_after": "0ms")";
  CHECK(Course(bus).completed == Times{11, 21, 135, 145});
}

TEST_CASE("Each event of a queue has as many tries as there are, whoever overtakes it") {
  auto bus =
      queue(R"("consumers": 1, "attempts": 3, "redeliver_after": "7ms")", R"("priority": true)");
  bus.work = R"({ "work": "2ms" }, { "effect": "done" })";
  bus.events = 100;
  auto setup = bus.setup();
  setup.keys_and_classes = R"("classes": { "usual": { "share": 1 },
    "hurried": { "share": 1, "priority": 5 } })";
  setup.faults = R"({ "name": "poison", "kind": "poison", "target": "news", "share": 0.5,
    "at": "0s" })";
  const auto seen = told(setup, [](const Ledger& ledger) {
    const auto published = ledger.transactions.size();
    const auto poison = ledger.incidents.size();
    const auto done = std::ranges::count_if(
        ledger.transactions, [](const auto& one) { return one.completed != end_of_time; });
    return std::vector<double>{static_cast<double>(published - poison) - static_cast<double>(done),
                               static_cast<double>(ledger.attempts.size() - 2 * published),
                               static_cast<double>(2 * poison)};
  });
  CHECK(seen[0] == 0);
  CHECK(seen[1] == seen[2]);
  CHECK(seen[2] > 40);
}
