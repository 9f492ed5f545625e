#include "sim/engine/quorum.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

/// Parties that arrive at instants, well or badly, and one who waits for them.
struct Meeting {
  Meeting(std::size_t parties, std::size_t needed) : quorum(calendar, parties, needed) {}

  Task<void> wait() {
    co_await quorum;
    went_on = calendar.now();
  }
  Task<void> come(Duration after, bool well) {
    co_await calendar.delay(after);
    quorum.arrive(well);
  }
  /// When the one who waits goes on.
  Duration goes_on() {
    start(wait(), tasks);
    calendar.run_until(start_of_run + 1h);
    return went_on - start_of_run;
  }

  Calendar calendar;
  Quorum quorum;
  Time went_on = end_of_time;
  TaskGroup tasks;
};

}  // namespace

TEST_CASE("A quorum of two of three is reached at the second good arrival") {
  Meeting meeting(3, 2);
  for (const int s : {3, 1, 2}) start(meeting.come(1s * s, true), meeting.tasks);
  CHECK(meeting.goes_on() == 2s);
  CHECK(meeting.quorum.reached());
}

TEST_CASE("A quorum of two of three fails at the second bad arrival, and not before") {
  Meeting meeting(3, 2);
  start(meeting.come(1s, false), meeting.tasks);
  start(meeting.come(2s, true), meeting.tasks);
  start(meeting.come(3s, false), meeting.tasks);
  CHECK(meeting.goes_on() == 3s);
  CHECK_FALSE(meeting.quorum.reached());
}

TEST_CASE("A quorum that was decided before nobody waits for, and later arrivals change nothing") {
  Meeting meeting(4, 1);
  start(meeting.come(0s, true), meeting.tasks);
  for (int i = 0; i < 3; ++i) start(meeting.come(1s, false), meeting.tasks);
  CHECK(meeting.goes_on() == 0s);
  CHECK(meeting.quorum.reached());
}

TEST_CASE("Who waits for a quorum and is destroyed does not go on, even once it is decided") {
  for (const Duration after : {1s, 2s}) {
    Calendar calendar;
    Diary diary;
    {
      TaskGroup tasks;
      Quorum quorum(calendar, 1, 1);
      const auto wait = [](Quorum& quorum, Diary& diary) -> Task<void> {
        co_await quorum;
        diary.push_back("went on");
      };
      start(wait(quorum, diary), tasks);
      calendar.run_until(start_of_run + after);
      if (after == 1s) quorum.arrive(true);  // to go on at the calendar's next event
      tasks.clear();
    }
    calendar.run_until(start_of_run + 1h);
    CHECK(diary.empty());
  }
}

}  // namespace faultline
