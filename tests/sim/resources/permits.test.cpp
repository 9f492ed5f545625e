#include "sim/resources/permits.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/coroutines.hpp"

namespace faultline {

namespace {

Task<void> taker(Permits& permits, std::string name, Diary& diary) {
  co_await permits.take();
  diary.push_back(name);
}

}  // namespace

TEST_CASE("Permits are taken at once where there are some, and waited for in order else") {
  Calendar calendar;
  Permits permits(calendar);
  Diary diary;
  permits.give();
  TaskGroup group;
  for (const auto* name : {"a", "b", "c"}) start(taker(permits, name, diary), group);
  CHECK(diary == Diary{"a"});
  permits.give();
  permits.give();
  calendar.run_until(start_of_run);
  CHECK(diary == Diary{"a", "b", "c"});
}

TEST_CASE("A permit granted to somebody who is gone before going on is given to the next") {
  Calendar calendar;
  Permits permits(calendar);
  Diary diary;
  TaskGroup others;
  auto gone = std::make_unique<TaskGroup>();
  start(taker(permits, "gone", diary), *gone);
  start(taker(permits, "next", diary), others);
  permits.give();
  gone->clear();
  calendar.run_until(start_of_run);
  CHECK(diary == Diary{"next"});
}

}  // namespace faultline
