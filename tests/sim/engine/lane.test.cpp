#include "sim/engine/lane.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "sim/engine/task.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

/// A timer either in a lane or, for comparison, by itself in the tree.
struct Timer {
  Calendar& calendar;
  Lane* lane;
  Duration span;
  Ticket& ticket;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> frame) {
    ticket = lane ? lane->start(frame) : calendar.at(calendar.now() + span, frame);
  }
  void await_resume() { ticket = Ticket::none; }
};

struct Firing {
  int timer;
  Time instant;
  bool operator==(const Firing&) const = default;
};

/// Random timers in four spans, a third of them cancelled: half of the cancelled before, half after
/// the next timer started. Whole milliseconds, so that many fall at the same instant.
class Script {
 public:
  explicit Script(bool with_lanes) : with_lanes_(with_lanes) {}

  std::vector<Firing> run() {
    start(drive(), tasks_);
    calendar_.run_until(start_of_run + 1h);
    return firings_;
  }

 private:
  static constexpr int timers = 20'000;

  Task<void> drive() {
    std::mt19937 random{42};
    for (int i = 0; i < timers; ++i) {
      const auto choice = random() % 4;
      start(wait(i, choice), tasks_);
      if (random() % 3 == 0) cancel(random() % 2 == 0 ? i : i / 2);
      const auto pause = std::chrono::milliseconds{random() % 3};
      co_await calendar_.delay(pause);
    }
  }

  Task<void> wait(int timer, std::size_t choice) {
    auto* lane = with_lanes_ ? &lanes_[choice] : nullptr;
    co_await Timer{calendar_, lane, lanes_[choice].span(), tickets_[timer]};
    firings_.push_back({timer, calendar_.now()});
  }

  void cancel(int timer) {
    if (tickets_[timer] == Ticket::none) return;
    calendar_.cancel(tickets_[timer]);
    tickets_[timer] = Ticket::none;
  }

  bool with_lanes_;
  Calendar calendar_;
  Lane lanes_[4] = {{calendar_, 1ms}, {calendar_, 2ms}, {calendar_, 7ms}, {calendar_, 800ms}};
  std::vector<Ticket> tickets_ = std::vector<Ticket>(timers);
  std::vector<Firing> firings_;
  TaskGroup tasks_;
};

/// The number of its place: the highest bit of a ticket says that it is among those of lanes.
int place(Ticket ticket) {
  return static_cast<int>(static_cast<std::uint32_t>(ticket) & ~(std::uint32_t{1} << 31));
}

}  // namespace

TEST_CASE("Lanes fire the same timers at the same instants in the same order as the tree") {
  const auto with_lanes = Script{true}.run();
  const auto with_tree = Script{false}.run();
  CHECK(with_lanes.size() > 10'000);
  CHECK(with_lanes.size() < 20'000);
  CHECK(with_lanes == with_tree);
}

TEST_CASE("100,000 pending timers of a lane cost the tree one key") {
  Calendar calendar;
  Lane lane{calendar, 1s};
  for (int i = 0; i < 100'000; ++i) lane.start(std::noop_coroutine());
  CHECK(calendar.next() == start_of_run + 1s);
  CHECK(place(lane.start(std::noop_coroutine())) == 100'000 + 1);
  const auto after = calendar.at(start_of_run + 2s, std::noop_coroutine());
  CHECK(static_cast<int>(after) == 1 + 1);  // behind the key that stands for the lane
  calendar.run_until(start_of_run + 1s);
  CHECK(calendar.fired() == 100'000 + 1);
}

TEST_CASE("The places of cancelled timers are used again without waiting for their instants") {
  Calendar calendar;
  Lane lane{calendar, 1h};
  int highest = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const auto ticket = lane.start(std::noop_coroutine());
    highest = std::max(highest, place(ticket));
    lane.cancel(ticket);
  }
  CHECK(highest <= 2);  // this timer and the one before it
  calendar.run_until(start_of_run + 2h);
  CHECK(calendar.fired() == 0);
}

TEST_CASE("Timers cancelled behind one that is pending are freed once that one has ended") {
  Calendar calendar;
  Lane lane{calendar, 1s};
  lane.start(std::noop_coroutine());
  for (int i = 0; i < 1000; ++i) lane.cancel(lane.start(std::noop_coroutine()));
  calendar.run_until(start_of_run + 1s);
  CHECK(calendar.fired() == 1);
  int highest = 0;
  for (int i = 0; i < 1000; ++i)
    highest = std::max(highest, place(lane.start(std::noop_coroutine())));
  CHECK(highest <= 1000 + 1);
}

TEST_CASE("A lane whose first timer is cancelled goes on with the next, at its own instant") {
  Calendar calendar;
  Lane lane{calendar, 10ms};
  const auto first = lane.start(std::noop_coroutine());
  calendar.run_until(start_of_run + 4ms);
  lane.start(std::noop_coroutine());
  lane.cancel(first);
  calendar.run_until(start_of_run + 13ms);
  CHECK(calendar.fired() == 0);
  calendar.run_until(start_of_run + 14ms);
  CHECK(calendar.fired() == 1);
}

TEST_CASE("A timer does not inherit the turn of a cancelled one before it at the same instant") {
  Calendar calendar;
  Lane lane{calendar, 10ms};
  TaskGroup tasks;
  std::vector<std::string> order;
  const auto note = [](Timer timer, std::vector<std::string>& notes,
                       std::string entry) -> Task<void> {
    co_await timer;
    notes.push_back(std::move(entry));
  };
  Ticket cancelled{};
  Ticket second{};
  Ticket third{};
  start(note({calendar, &lane, 10ms, cancelled}, order, "cancelled"), tasks);
  start(note({calendar, nullptr, 10ms, second}, order, "second, in the tree"), tasks);
  lane.cancel(cancelled);
  start(note({calendar, &lane, 10ms, third}, order, "third, in the lane"), tasks);
  calendar.run_until(start_of_run + 10ms);
  CHECK(order == std::vector<std::string>{"second, in the tree", "third, in the lane"});
}

TEST_CASE("A lane that is destroyed takes its timers along") {
  Calendar calendar;
  {
    Lane lane{calendar, 10ms};
    lane.start(std::noop_coroutine());
  }
  calendar.run_until(start_of_run + 1s);
  CHECK(calendar.fired() == 0);
}

}  // namespace faultline
