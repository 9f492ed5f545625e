#include "sim/engine/task.hpp"

#include <catch2/catch.hpp>

#include "sim/resources/slots.hpp"
#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

Task<int> square_after(Calendar& calendar, Duration span, int number) {
  co_await calendar.delay(span);
  co_return number* number;
}

Task<int> sum_of_squares(Calendar& calendar) {
  const int nine = co_await square_after(calendar, 1ms, 3);
  const int sixteen = co_await square_after(calendar, 0ms, 4);
  co_return nine + sixteen;
}

template <class T>
Task<void> store(Task<T> task, T& result) {
  result = co_await std::move(task);
}

Task<int> nested(Calendar& calendar, int depth) {
  if (depth == 0) {
    co_await calendar.delay(1ms);
    co_return 0;
  }
  const int below = co_await nested(calendar, depth - 1);
  co_return below + 1;
}

Task<void> hold(Calendar& calendar, Slots& slots, Duration span) {
  const auto held = co_await slots.acquire();
  co_await calendar.delay(span);
}

Task<void> chain_of_holders(Calendar& calendar, Slots& slots, int depth) {
  const auto held = co_await slots.acquire();
  if (depth == 1)
    co_await calendar.delay(1h);
  else
    co_await chain_of_holders(calendar, slots, depth - 1);
}

}  // namespace

TEST_CASE("A task runs when it is awaited and passes its value to who awaits it") {
  Calendar calendar;
  TaskGroup tasks;
  int result = 0;
  start(store(sum_of_squares(calendar), result), tasks);
  CHECK(result == 0);
  calendar.run_until(start_of_run + 1ms);
  CHECK(result == 9 + 16);
  CHECK(tasks.empty());
}

TEST_CASE("A task passes on values that can only be moved") {
  const auto make = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(5); };
  TaskGroup tasks;
  std::unique_ptr<int> result;
  start(store(make(), result), tasks);
  REQUIRE(result);
  CHECK(*result == 5);
}

TEST_CASE("A task that nobody awaits never runs") {
  Diary diary;
  Calendar calendar;
  {
    const auto task = note_after(calendar, 0ms, diary, "ran");
    CHECK(task);
  }
  CHECK(diary.empty());
}

TEST_CASE("A million tasks awaited one after another need no stack") {
  Calendar calendar;
  TaskGroup tasks;
  const auto loop = [](Calendar& events, std::int64_t& total) -> Task<void> {
    for (int i = 0; i < 1'000'000; ++i) {
      const int one = co_await square_after(events, 0ms, 1);
      total += one;
    }
  };
  std::int64_t total = 0;
  start(loop(calendar, total), tasks);
  CHECK(total == 1'000'000);
}

TEST_CASE("100,000 tasks inside one another end one after another without using up the stack") {
  Calendar calendar;
  TaskGroup tasks;
  int result = 0;
  start(store(nested(calendar, 100'000), result), tasks);
  calendar.run_until(start_of_run + 1ms);
  CHECK(result == 100'000);
  CHECK(tasks.empty());
}

TEST_CASE("Destroying a suspended chain of tasks gives back its slots and its calendar place") {
  Calendar calendar;
  Slots slots{calendar, 10};
  {
    TaskGroup tasks;
    start(chain_of_holders(calendar, slots, 7), tasks);
    CHECK(slots.busy() == 7);
  }
  CHECK(slots.busy() == 0);
  calendar.run_until(start_of_run + 2h);
  CHECK(calendar.fired() == 0);
}

TEST_CASE("What a destroyed task awaited is destroyed before the task's own variables") {
  Calendar calendar;
  Diary diary;
  const auto inner = [](Calendar& events, Diary& notes) -> Task<void> {
    const Leaves leaves{notes, "inner"};
    co_await events.delay(1s);
  };
  const auto outer = [inner](Calendar& events, Diary& notes) -> Task<void> {
    const Leaves leaves{notes, "outer"};
    co_await inner(events, notes);
  };
  {
    TaskGroup tasks;
    start(outer(calendar, diary), tasks);
  }
  CHECK(diary == Diary{"inner", "outer"});
}

TEST_CASE("A group is empty once its tasks have ended, and destroys those that have not") {
  Calendar calendar;
  Diary diary;
  TaskGroup tasks;
  start(note_after(calendar, 1ms, diary, "short"), tasks);
  start(note_after(calendar, 1s, diary, "long"), tasks);
  calendar.run_until(start_of_run + 2ms);
  CHECK_FALSE(tasks.empty());
  tasks.clear();
  CHECK(tasks.empty());
  calendar.run_until(start_of_run + 2s);
  CHECK(diary == Diary{"short"});
}

TEST_CASE("Moving onto a task destroys what it held, at the latest with the other") {
  Calendar calendar;
  Slots slots{calendar, 2};
  TaskGroup tasks;
  auto task = hold(calendar, slots, 1h);
  task.frame().resume();
  CHECK(slots.busy() == 1);
  task = Task<void>{};
  CHECK(slots.busy() == 0);
}

}  // namespace faultline
