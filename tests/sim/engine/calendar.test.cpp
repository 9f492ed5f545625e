#include "sim/engine/calendar.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

TEST_CASE("Events fire in order of time, whatever the order of scheduling") {
  Calendar calendar;
  Diary diary;
  TaskGroup tasks;
  start(note_after(calendar, 30ms, diary, "c"), tasks);
  start(note_after(calendar, 10ms, diary, "a"), tasks);
  start(note_after(calendar, 20ms, diary, "b"), tasks);
  calendar.run_until(start_of_run + 1s);
  CHECK(diary == Diary{"a", "b", "c"});
  CHECK(calendar.fired() == 3);
}

TEST_CASE("Ties fire in scheduling order, in the tree, in a lane and in the ring of what is due") {
  Calendar calendar;
  Lane lane{calendar, 10ms};
  Diary diary;
  TaskGroup tasks;
  const auto in_lane = [](Lane& timers, Diary& notes, std::string entry) -> Task<void> {
    struct Timer {
      Lane& lane;
      bool await_ready() const { return false; }
      void await_suspend(std::coroutine_handle<> frame) { lane.start(frame); }
      void await_resume() {}
    };
    co_await Timer{timers};
    notes.push_back(std::move(entry));
  };
  struct Soon {
    Calendar& calendar;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> frame) { calendar.soon(frame); }
    void await_resume() {}
  };
  const auto then_soon = [](Calendar& events, Diary& notes) -> Task<void> {
    co_await events.delay(10ms);
    notes.push_back("1 tree");
    co_await Soon{events};
    notes.push_back("6 ring: scheduled at 10 ms itself");
  };
  start(then_soon(calendar, diary), tasks);
  start(in_lane(lane, diary, "2 lane"), tasks);
  start(note_after(calendar, 10ms, diary, "3 tree"), tasks);
  start(in_lane(lane, diary, "4 lane"), tasks);
  start(note_after(calendar, 10ms, diary, "5 tree"), tasks);
  calendar.run_until(start_of_run + 10ms);
  CHECK(diary == Diary{"1 tree", "2 lane", "3 tree", "4 lane", "5 tree",
                       "6 ring: scheduled at 10 ms itself"});
}

TEST_CASE("A calendar that runs up to an instant stands at it, and fires nothing of it yet") {
  Calendar calendar;
  Diary diary;
  TaskGroup tasks;
  start(note_after(calendar, 10ms, diary, "at it"), tasks);
  start(note_after(calendar, 10ms - 1ns, diary, "before"), tasks);
  calendar.run_before(start_of_run + 10ms);
  CHECK(diary == Diary{"before"});
  CHECK(calendar.now() == start_of_run + 10ms);
  calendar.run_until(start_of_run + 10ms);
  CHECK(diary == Diary{"before", "at it"});
}

TEST_CASE("The clock stands at each event's instant while it fires, and at the end afterwards") {
  Calendar calendar;
  TaskGroup tasks;
  std::vector<Time> seen;
  const auto look = [](Calendar& events, std::vector<Time>& instants) -> Task<void> {
    for (int i = 0; i < 3; ++i) {
      co_await events.delay(250ms);
      instants.push_back(events.now());
    }
  };
  start(look(calendar, seen), tasks);
  CHECK(calendar.next() == start_of_run + 250ms);
  calendar.run_until(start_of_run + 600ms);
  CHECK(seen == std::vector{start_of_run + 250ms, start_of_run + 500ms});
  CHECK(calendar.now() == start_of_run + 600ms);
  calendar.run_until(start_of_run + 750ms);  // the end itself is included
  CHECK(seen.size() == 3);
  CHECK(calendar.next() == end_of_time);
}

TEST_CASE("A calendar without events runs to the end of time at once") {
  Calendar calendar;
  calendar.run_until(end_of_time);
  CHECK(calendar.now() == end_of_time);
  CHECK(calendar.fired() == 0);
}

TEST_CASE("A run stops as soon as its condition no longer holds, its clock at the last event") {
  Calendar calendar;
  Diary diary;
  TaskGroup tasks;
  for (int i = 1; i <= 5; ++i) start(note_after(calendar, i * 1s, diary, "event"), tasks);
  calendar.run_while(start_of_run + 10s, [&] { return diary.size() < 2; });
  CHECK(diary.size() == 2);
  CHECK(calendar.now() == start_of_run + 2s);
}

TEST_CASE("A delay of zero or less takes no event") {
  Calendar calendar;
  Diary diary;
  TaskGroup tasks;
  start(note_after(calendar, 0ns, diary, "at once"), tasks);
  start(note_after(calendar, -1ns, diary, "at once"), tasks);
  CHECK(diary == Diary{"at once", "at once"});
  CHECK(calendar.fired() == 0);
}

TEST_CASE("A cancelled event does not fire, and its place is used again") {
  Calendar calendar;
  Diary diary;
  TaskGroup kept;
  {
    TaskGroup dropped;
    start(note_after(calendar, 10ms, diary, "cancelled"), dropped);
    start(note_after(calendar, 20ms, diary, "kept"), kept);
  }
  calendar.run_until(start_of_run + 30ms);
  CHECK(diary == Diary{"kept"});
  CHECK(calendar.fired() == 1);

  const auto ticket = calendar.at(calendar.now() + 1ms, std::noop_coroutine());
  CHECK(static_cast<int>(ticket) <= 2);  // both earlier events have given their places back
}

TEST_CASE("A thousand events cancelled at each of a thousand instants do not pile up") {
  Calendar calendar;
  int highest = 0;
  for (int round = 0; round < 1000; ++round) {
    for (int i = 0; i < 1000; ++i) {
      const auto ticket = calendar.at(calendar.now() + 1ms, std::noop_coroutine());
      highest = std::max(highest, static_cast<int>(ticket));
      calendar.cancel(ticket);
    }
    calendar.run_until(calendar.now() + 1ms);
  }
  CHECK(highest == 1000);  // pending at once, not in all
  CHECK(calendar.fired() == 0);
}

}  // namespace faultline
