#include "sim/resources/slots.hpp"

#include <catch2/catch.hpp>

#include "sim/language/among.hpp"
#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

std::unique_ptr<WaitingLine> line_of(const std::string& discipline) {
  return find_among(kinds_of<Discipline>(), discipline)->make()->line();
}

/// A station with one server whose customers take 10 ms each and note when they are done.
struct Station {
  explicit Station(const std::string& discipline, std::int64_t capacity = 1)
      : slots{calendar, capacity, line_of(discipline)} {}

  Task<void> visit(std::string name) {
    const auto held = co_await slots.acquire();
    co_await calendar.delay(10ms);
    diary.push_back(name);
  }

  void run_until(Duration span) { calendar.run_until(start_of_run + span); }

  Calendar calendar;
  Slots slots;
  Diary diary;
};

}  // namespace

TEST_CASE("As many are served at once as there are slots, and the others wait") {
  Station station{"fifo", 2};
  TaskGroup tasks;
  for (const auto* name : {"a", "b", "c", "d", "e"}) start(station.visit(name), tasks);
  CHECK(station.slots.capacity() == 2);
  CHECK(station.slots.busy() == 2);
  CHECK(station.slots.waiting() == 3);
  station.run_until(10ms);
  CHECK(station.diary == Diary{"a", "b"});
  CHECK(station.slots.waiting() == 1);
  station.run_until(30ms);  // five customers, two at a time, 10 ms each
  CHECK(station.diary == Diary{"a", "b", "c", "d", "e"});
  CHECK(station.slots.busy() == 0);
}

TEST_CASE("The greatest length of the queue is that since it was last asked") {
  Station station{"fifo"};
  TaskGroup tasks;
  for (const auto* name : {"a", "b", "c", "d"}) start(station.visit(name), tasks);
  station.run_until(10ms);
  CHECK(station.slots.waiting() == 2);
  CHECK(station.slots.take_most_waiting() == 3);
  CHECK(station.slots.take_most_waiting() == 2);
  station.run_until(1s);
  CHECK(station.slots.take_most_waiting() == 2);
  CHECK(station.slots.take_most_waiting() == 0);
}

TEST_CASE("First in first out serves in order of arrival") {
  Station station{"fifo"};
  TaskGroup tasks;
  for (const auto* name : {"a", "b", "c", "d"}) start(station.visit(name), tasks);
  station.run_until(1s);
  CHECK(station.diary == Diary{"a", "b", "c", "d"});
}

TEST_CASE("Last in first out serves the newest of those who wait") {
  Station station{"lifo"};
  TaskGroup tasks;
  for (const auto* name : {"a", "b", "c", "d"}) start(station.visit(name), tasks);
  station.run_until(1s);
  CHECK(station.diary == Diary{"a", "d", "c", "b"});
}

TEST_CASE("Nobody who arrives at the instant of a release overtakes the one it was granted to") {
  Station station{"fifo"};
  TaskGroup tasks;
  start(station.visit("a"), tasks);
  const auto arrive_later = [](Station& at, TaskGroup& group) -> Task<void> {
    co_await at.calendar.delay(10ms);  // the instant at which a leaves, right after it
    start(at.visit("c"), group);
  };
  start(arrive_later(station, tasks), tasks);
  start(station.visit("b"), tasks);
  station.run_until(1s);
  CHECK(station.diary == Diary{"a", "b", "c"});
}

TEST_CASE("One who is destroyed while waiting leaves the queue") {
  Station station{"fifo"};
  TaskGroup tasks;
  start(station.visit("a"), tasks);
  {
    TaskGroup impatient;
    start(station.visit("b"), impatient);
    start(station.visit("c"), tasks);
    CHECK(station.slots.waiting() == 2);
  }
  CHECK(station.slots.waiting() == 1);
  station.run_until(20ms);
  CHECK(station.diary == Diary{"a", "c"});
  CHECK(station.slots.busy() == 0);
}

TEST_CASE("One who is destroyed while being served gives the slot to the next") {
  Station station{"fifo"};
  TaskGroup tasks;
  {
    TaskGroup crashed;
    start(station.visit("a"), crashed);
    start(station.visit("b"), tasks);
    station.run_until(4ms);
  }
  station.run_until(14ms);
  CHECK(station.diary == Diary{"b"});
}

TEST_CASE("One who is destroyed between grant and resumption passes the slot on") {
  Station station{"fifo"};
  TaskGroup served;
  TaskGroup granted;
  TaskGroup tasks;
  start(station.visit("a"), served);
  start(station.visit("b"), granted);
  start(station.visit("c"), tasks);
  served.clear();  // the slot is granted to b, who goes on at the calendar's next event
  CHECK(station.slots.busy() == 1);
  CHECK(station.slots.waiting() == 1);
  granted.clear();
  CHECK(station.slots.waiting() == 0);
  station.run_until(10ms);
  CHECK(station.diary == Diary{"c"});
  CHECK(station.slots.busy() == 0);
}

TEST_CASE("A whole queue that is destroyed together leaves every slot free") {
  Station station{"lifo", 3};
  {
    TaskGroup tasks;
    for (int i = 0; i < 1000; ++i) start(station.visit("lost"), tasks);
    station.run_until(25ms);
    CHECK(station.diary.size() == 2 * 3);
    CHECK(station.slots.busy() == 3);
  }
  CHECK(station.slots.busy() == 0);
  CHECK(station.slots.waiting() == 0);
  station.run_until(1s);
  CHECK(station.diary.size() == 6);
}

TEST_CASE("Slots know for how long they were in use, all together") {
  Station station{"fifo", 2};
  TaskGroup tasks;
  station.run_until(5ms);
  for (const auto* name : {"a", "b", "c"}) start(station.visit(name), tasks);
  CHECK(station.slots.used() == 0ms);
  station.run_until(9ms);  // two since 5 ms
  CHECK(station.slots.used() == 8ms);
  station.run_until(1s);  // 10 ms each
  CHECK(station.slots.used() == 30ms);
}

}  // namespace faultline
