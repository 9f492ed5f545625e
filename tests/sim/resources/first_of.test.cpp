#include <catch2/catch.hpp>

#include "sim/resources/slots.hpp"
#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

enum class Then { drop, abandon };

/// A caller that waits 100 ms for an answer that takes `span`, holding a slot meanwhile.
class Call {
 public:
  explicit Call(Duration span) : span_(span) {}

  Task<void> run(Then then) {
    auto work = serve();
    const auto value = co_await first_of(work, patience_);
    answer_ = value.value_or(-1);
    known_ = calendar_.now();
    if (then == Then::abandon && !value) start(outlive(std::move(work)), zombies_);
  }

  Calendar calendar_;
  Slots slots_{calendar_, 1};
  int answer_ = 0;
  int served_ = 0;
  Time known_{};
  TaskGroup zombies_;

 private:
  static Task<void> outlive(Task<int> work) { co_await rest_of(work); }

  Task<int> serve() {
    const auto held = co_await slots_.acquire();
    co_await calendar_.delay(span_);
    ++served_;
    co_return 42;
  }

  Duration span_;
  Lane patience_{calendar_, 100ms};
};

}  // namespace

TEST_CASE("The first of a task and a lane is the task's value where it comes in time") {
  Call call{99ms};
  TaskGroup tasks;
  start(call.run(Then::drop), tasks);
  call.calendar_.run_until(start_of_run + 1s);
  CHECK(call.answer_ == 42);
  CHECK(call.known_ == start_of_run + 99ms);
  CHECK(call.calendar_.fired() == 1);  // the lane's timer was taken back
}

TEST_CASE("A task that ends without ever waiting comes before any lane") {
  Call call{0ms};
  TaskGroup tasks;
  start(call.run(Then::drop), tasks);
  CHECK(call.answer_ == 42);
  CHECK(tasks.empty());
  call.calendar_.run_until(start_of_run + 1s);
  CHECK(call.calendar_.fired() == 0);
}

TEST_CASE("The first of a task and a lane is nothing once the span has passed") {
  Call call{101ms};
  TaskGroup tasks;
  start(call.run(Then::drop), tasks);
  call.calendar_.run_until(start_of_run + 100ms);
  CHECK(call.answer_ == -1);
  CHECK(call.known_ == start_of_run + 100ms);
}

TEST_CASE("At the same instant the timer that was set before the task began wins") {
  Call call{100ms};
  TaskGroup tasks;
  start(call.run(Then::drop), tasks);
  call.calendar_.run_until(start_of_run + 1s);
  CHECK(call.answer_ == -1);
}

TEST_CASE("A task that is dropped after its time is over works no longer") {
  Call call{1s};
  TaskGroup tasks;
  start(call.run(Then::drop), tasks);
  call.calendar_.run_until(start_of_run + 100ms);
  CHECK(call.slots_.busy() == 0);
  call.calendar_.run_until(start_of_run + 2s);
  CHECK(call.served_ == 0);
}

TEST_CASE("A task that somebody else awaits after its time is over works on as a zombie") {
  Call call{1s};
  TaskGroup tasks;
  start(call.run(Then::abandon), tasks);
  call.calendar_.run_until(start_of_run + 999ms);
  CHECK(tasks.empty());
  CHECK_FALSE(call.zombies_.empty());
  CHECK(call.slots_.busy() == 1);
  call.calendar_.run_until(start_of_run + 1s);
  CHECK(call.zombies_.empty());
  CHECK(call.served_ == 1);
  CHECK(call.slots_.busy() == 0);
  CHECK(call.answer_ == -1);
}

TEST_CASE("A zombie is destroyed with its group") {
  Call call{1s};
  TaskGroup tasks;
  start(call.run(Then::abandon), tasks);
  call.calendar_.run_until(start_of_run + 500ms);
  call.zombies_.clear();
  CHECK(call.slots_.busy() == 0);
  call.calendar_.run_until(start_of_run + 2s);
  CHECK(call.served_ == 0);
}

TEST_CASE("Destroying who waits for the first of two destroys the task and takes back the timer") {
  Call call{50ms};
  {
    TaskGroup tasks;
    start(call.run(Then::drop), tasks);
    CHECK(call.slots_.busy() == 1);
  }
  CHECK(call.slots_.busy() == 0);
  call.calendar_.run_until(start_of_run + 1s);
  CHECK(call.calendar_.fired() == 0);
}

}  // namespace faultline
