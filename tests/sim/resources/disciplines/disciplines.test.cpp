#include <catch2/catch.hpp>
#include <map>

#include "sim/language/among.hpp"
#include "sim/resources/slots.hpp"
#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

std::unique_ptr<Discipline> discipline(const std::string& name) {
  return find_among(kinds_of<Discipline>(), name)->make();
}

/// A station with one server whose customers take 10 ms each and note when they begin or are
/// refused.
struct Station {
  explicit Station(const std::string& name, Shedding shedding = {})
      : kind(discipline(name)), slots{calendar, 1, kind->line(), shedding} {}

  Task<void> customer(std::string name, Duration comes, Demand& demand) {
    co_await calendar.delay(comes);
    const auto held = co_await slots.acquire(demand);
    diary.push_back(held ? name : "no " + name);
    when[name] = calendar.now() - start_of_run;
    if (held) co_await calendar.delay(10ms);
  }

  /// One who comes then, with this demand.
  Demand& come(const std::string& name, Duration comes, Demand demand = {}) {
    auto& kept = demands[name] = demand;
    start(customer(name, comes, kept), tasks);
    return kept;
  }

  void run_until(Duration instant) { calendar.run_until(start_of_run + instant); }

  std::unique_ptr<Discipline> kind;
  Calendar calendar;
  Slots slots;
  Diary diary;
  std::map<std::string, Duration> when;
  std::map<std::string, Demand> demands;
  TaskGroup tasks;
};

}  // namespace

TEST_CASE("Priority: the greatest first, equals in order of arrival, who is served stays so") {
  Station station("priority");
  station.come("low", 0ms, {.priority = -3});
  station.come("a0", 1ms);
  station.come("b0", 2ms);
  station.come("c7", 3ms, {.priority = 7});
  station.come("d7", 4ms, {.priority = 7});
  station.come("e-1", 5ms, {.priority = -1});
  station.come("f9", 25ms, {.priority = 9});  // while d7 is next
  station.run_until(1s);
  CHECK(station.diary == Diary{"low", "c7", "d7", "f9", "a0", "b0", "e-1"});
  CHECK(station.when["c7"] == 10ms);
  CHECK(station.when["e-1"] == 60ms);
}

TEST_CASE("Deadline first: the earliest first, equals and those without one in order of arrival") {
  Station station("deadline_first");
  const auto by = [](Duration instant) { return Demand{.deadline = start_of_run + instant}; };
  station.come("first", 0ms, by(9s));
  station.come("never", 1ms);
  station.come("300", 2ms, by(300ms));
  station.come("100", 3ms, by(100ms));
  station.come("300 too", 4ms, by(300ms));
  station.come("never too", 5ms);
  station.come("200", 6ms, by(200ms));
  station.run_until(1s);
  CHECK(station.diary == Diary{"first", "100", "200", "300", "300 too", "never", "never too"});
}

TEST_CASE("Adaptive: more than `above` that wait turn the order round, until fewer do") {
  Station station("adaptive_lifo");  // above 16
  for (int i = 0; i < 20; ++i) station.come(std::to_string(i), 0ms);
  station.run_until(1s);
  // 19 wait: 19, 18 and 17 are served while 19, 18 and 17 do, and then the others in order.
  Diary expected{"0", "19", "18", "17"};
  for (int i = 1; i <= 16; ++i) expected.push_back(std::to_string(i));
  CHECK(station.diary == expected);
}

TEST_CASE("Whoever has waited longer than the longest wait is refused when its turn comes") {
  Station station("fifo", {.longest_wait = 20ms});
  for (const auto* name : {"a", "b", "c", "d", "e"}) station.come(name, 0ms);
  station.come("late", 15ms);
  station.run_until(25ms);
  CHECK(station.slots.waiting() == 3);
  station.run_until(1s);
  // At 30 ms d and e have waited for 30 ms; c had waited for 20, no longer than is allowed.
  CHECK(station.diary == Diary{"a", "b", "c", "no d", "no e", "late"});
  for (const auto* name : {"d", "e", "late"}) CHECK(station.when[name] == 30ms);
  CHECK(station.slots.busy() == 0);
  CHECK(station.slots.waiting() == 0);
}

TEST_CASE("With abandoned ones dropped, nobody is served in vain") {
  const bool drops = GENERATE(true, false);
  Station station("fifo", {.abandoned = drops});
  station.come("a", 0ms);
  station.come("late", 0ms, {.deadline = start_of_run + 10ms});  // no answer can be in time
  const bool left = true;
  station.come("left alone", 0ms, {.left = &left});
  station.come("b", 0ms);
  station.run_until(1s);
  CHECK(station.when["b"] == (drops ? 10ms : 30ms));
  if (drops)
    CHECK(station.diary == Diary{"a", "no late", "no left alone", "b"});
  else
    CHECK(station.diary == Diary{"a", "late", "left alone", "b"});
}

TEST_CASE("A queue in which all are refused leaves the server free") {
  Station station("lifo", {.longest_wait = 0ns});
  for (const auto* name : {"a", "b", "c"}) station.come(name, 0ms);
  station.run_until(10ms);
  CHECK(station.diary == Diary{"a", "no c", "no b"});
  CHECK(station.slots.busy() == 0);
  CHECK(station.slots.waiting() == 0);
  station.come("d", 0ms);
  CHECK(station.slots.busy() == 1);
}

TEST_CASE("One who was refused and is destroyed before it learns of it gives nothing back") {
  Station station("fifo", {.longest_wait = 0ns});
  TaskGroup served;
  Demand plain;
  start(station.customer("a", 0ms, plain), served);
  station.come("b", 0ms);
  station.come("c", 0ms);
  station.run_until(1ms);
  served.clear();  // b and c are refused, and have not gone on
  CHECK(station.slots.waiting() == 0);
  CHECK(station.slots.busy() == 0);
  station.tasks.clear();
  CHECK(station.slots.busy() == 0);
  station.run_until(1s);
  CHECK(station.diary == Diary{"a"});
}

TEST_CASE("Every discipline serves all who wait, once each, and lets those who leave go") {
  const std::string name = GENERATE(as<std::string>{}, "fifo", "lifo", "adaptive_lifo", "codel",
                                    "priority", "deadline_first");
  INFO(name);
  Station station(name);
  for (int i = 0; i < 4; ++i) station.come(std::to_string(i), 0ms, {.priority = i % 3});
  {
    TaskGroup leaving;
    Demand plain;
    for (int i = 0; i < 30; ++i) start(station.customer("gone", 0ms, plain), leaving);
    CHECK(station.slots.waiting() == 33);
    station.run_until(5ms);
  }
  CHECK(station.slots.waiting() == 3);
  station.run_until(1s);
  CHECK(station.diary.size() == 4);
  CHECK(station.slots.busy() == 0);
  CHECK(station.slots.waiting() == 0);
}

}  // namespace faultline
