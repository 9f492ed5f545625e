#include <catch2/catch.hpp>
#include <cmath>

#include "sim/language/among.hpp"
#include "sim/resources/slots.hpp"
#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

std::unique_ptr<Discipline> codel_of_5ms_in_100ms() {
  return find_among(kinds_of<Discipline>(), "codel")->make();
}

/// One server, 10 ms a customer, and the instants in ms at which customers were sent away.
struct Station {
  Task<void> customer(Duration comes) {
    co_await calendar.delay(comes);
    const auto held = co_await slots.acquire();
    if (held)
      co_await calendar.delay(10ms);
    else
      sent_away.push_back((calendar.now() - start_of_run) / 1ms);
  }
  void come(int count, Duration at) {
    for (int i = 0; i < count; ++i) start(customer(at), tasks);
  }

  std::unique_ptr<Discipline> codel = codel_of_5ms_in_100ms();
  Calendar calendar;
  Slots slots{calendar, 1, codel->line()};
  std::vector<std::int64_t> sent_away;
  TaskGroup tasks;
};

/// The control law from `first` on, in ms: t(n + 1) = t(n) + 100 / sqrt(n), n from `count`. Who is
/// due is sent away the next time the server is free, which is at multiples of 10 ms.
std::vector<std::int64_t> control_law(double first, int count, std::size_t drops) {
  std::vector<std::int64_t> instants;
  for (double due = first; instants.size() < drops; due += 100 / std::sqrt(count++))
    instants.push_back(10 * static_cast<std::int64_t>(std::ceil(due / 10 - 1e-6)));
  return instants;
}

}  // namespace

TEST_CASE("CoDel: a standing queue loses one after an interval, the n-th 100 / sqrt(n) ms later") {
  Station station;
  station.come(120, 0ms);
  station.calendar.run_until(start_of_run + 800ms);
  // The wait is 10 ms as the server first looks, above the target of 5, and has been so for 100 ms
  // at 110 ms.
  CHECK(station.sent_away.front() == 110);
  CHECK(station.sent_away == control_law(110, 1, station.sent_away.size()));
  CHECK(station.sent_away.size() > 15);
}

TEST_CASE("CoDel: a burst that is gone within an interval loses nobody") {
  Station station;
  station.come(10, 0ms);
  station.calendar.run_until(start_of_run + 1s);
  CHECK(station.sent_away.empty());
}

TEST_CASE("CoDel: a wait below the target loses nobody, however long it stands") {
  Station station;
  for (int i = 0; i < 100; ++i) station.come(1, i * 10ms + (i > 0 ? -4ms : 0ms));
  station.calendar.run_until(start_of_run + 2s);
  CHECK(station.sent_away.empty());
}

TEST_CASE("CoDel: a queue that comes back soon is met with the pace of before, a later one anew") {
  const bool soon = GENERATE(true, false);
  Station station;
  station.come(40, 0ms);
  station.calendar.run_until(start_of_run + 500ms);
  const auto before = static_cast<int>(station.sent_away.size());
  CHECK(before > 3);
  CHECK(station.slots.busy() == 0);
  const Duration again = soon ? 1s : 5s;  // 16 intervals are 1.6 s
  station.sent_away.clear();
  station.come(40, again - 500ms);
  station.calendar.run_until(start_of_run + 10s);
  const auto first = seconds(again) * 1e3 + 110;
  CHECK(station.sent_away == control_law(first, soon ? before - 1 : 1, station.sent_away.size()));
  CHECK(station.sent_away.size() > 3);
}

TEST_CASE("CoDel: a queue that left by itself is forgotten") {
  Station station;
  station.come(2, 0ms);
  {
    TaskGroup leaving;
    for (int i = 0; i < 20; ++i) start(station.customer(0ms), leaving);
    station.calendar.run_until(start_of_run + 15ms);  // since 10 ms the wait has been too long
  }
  CHECK(station.slots.waiting() == 0);
  station.come(5, 950ms);  // a burst of 50 ms
  station.calendar.run_until(start_of_run + 2s);
  CHECK(station.sent_away.empty());
}

}  // namespace faultline
