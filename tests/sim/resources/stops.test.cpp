#include "sim/resources/stops.hpp"

#include <catch2/catch.hpp>

#include "sim/engine/counter.hpp"
#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

struct Road {
  Task<void> pass(std::string name) {
    co_await stops.moving();
    diary.push_back(name);
  }
  void run_until(Duration instant) { calendar.run_until(start_of_run + instant); }

  Calendar calendar;
  Stops stops{calendar};
  Counter counter{calendar};
  Diary diary;
};

Task<void> wait_for(Road& road, std::int64_t count, std::string name) {
  co_await road.counter.reaches(count);
  road.diary.push_back(name);
}

}  // namespace

TEST_CASE("What several stop goes on when the last lets go, and stands from the first on") {
  Road road;
  TaskGroup tasks;
  start(road.pass("before"), tasks);
  road.run_until(10ms);
  CHECK(road.stops.stop());
  CHECK(road.stops.standing());
  start(road.pass("after"), tasks);
  road.run_until(30ms);
  CHECK_FALSE(road.stops.stop());
  CHECK(road.stops.so_far() == 20ms);
  road.run_until(40ms);
  CHECK_FALSE(road.stops.let_go());
  road.run_until(60ms);
  CHECK(road.diary == Diary{"before"});
  CHECK(road.stops.let_go());
  CHECK_FALSE(road.stops.standing());
  road.run_until(100ms);
  CHECK(road.diary == Diary{"before", "after"});
  CHECK(road.stops.so_far() == 50ms);  // from 10 to 60 ms
}

TEST_CASE("One who waits for a count goes on when it is reached, at once where it has been") {
  Road road;
  TaskGroup tasks;
  start(wait_for(road, 2, "two"), tasks);
  road.counter.add();
  road.run_until(1ms);
  CHECK(road.diary.empty());
  road.counter.add();
  road.counter.add();
  CHECK(road.diary.empty());  // the calendar's next event
  road.run_until(2ms);
  CHECK(road.diary == Diary{"two"});
  start(wait_for(road, 3, "three"), tasks);
  CHECK(road.diary == Diary{"two", "three"});
}

TEST_CASE("Several wait for counts of their own") {
  Road road;
  TaskGroup tasks;
  start(wait_for(road, 3, "three"), tasks);
  start(wait_for(road, 1, "one"), tasks);
  start(wait_for(road, 3, "three too"), tasks);
  for (int i = 0; i < 3; ++i) {
    road.counter.add();
    road.run_until((i + 1) * 1ms);
    CHECK(road.diary.size() == (i < 2 ? 1 : 3));
  }
  CHECK(road.diary == Diary{"one", "three", "three too"});
}

TEST_CASE("One who is destroyed while it waits for a count, or once it is reached, is not woken") {
  Road road;
  {
    TaskGroup leaving;
    start(wait_for(road, 2, "gone"), leaving);
    road.counter.add();
  }
  {
    TaskGroup leaving;
    start(wait_for(road, 2, "gone too"), leaving);
    road.counter.add();
  }
  road.counter.add();
  road.run_until(1s);
  CHECK(road.diary.empty());
}

}  // namespace faultline
