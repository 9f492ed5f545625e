#include "sim/resources/processor.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <map>

#include "tests/sim/coroutines.hpp"

namespace faultline {

using namespace std::chrono_literals;

namespace {

/// A CPU, and when each of its jobs ended.
struct Cpu {
  explicit Cpu(double cores = 1) : processor(calendar, cores) {}

  Task<void> job(std::string name, Duration begins, Duration span) {
    co_await calendar.delay(begins);
    auto work = processor.work(span);
    co_await work;
    diary.push_back(name);
    ended[name] = calendar.now() - start_of_run;
  }

  Task<void> at(Duration instant, std::function<void()> action) {
    co_await calendar.delay(instant);
    action();
  }

  void run_until(Duration instant) { calendar.run_until(start_of_run + instant); }

  Calendar calendar;
  Processor processor;
  Diary diary;
  std::map<std::string, Duration> ended;
  TaskGroup tasks;
};

}  // namespace

TEST_CASE("Two jobs of 10 ms on one core that begin together both end at 20 ms") {
  Cpu cpu;
  start(cpu.job("a", 0ms, 10ms), cpu.tasks);
  start(cpu.job("b", 0ms, 10ms), cpu.tasks);
  CHECK(cpu.processor.jobs() == 2);
  CHECK(cpu.processor.busy() == 1);
  cpu.run_until(1s);
  CHECK(cpu.ended["a"] == 20ms);
  CHECK(cpu.ended["b"] == 20ms);
  CHECK(cpu.diary == Diary{"a", "b"});  // at the same instant in the order in which they came
  CHECK(cpu.processor.jobs() == 0);
  CHECK(cpu.processor.busy() == 0);
}

TEST_CASE("Two jobs of 10 ms on two cores are not in each other's way, three on two cores are") {
  Cpu cpu(2);
  for (const auto* name : {"a", "b"}) start(cpu.job(name, 0ms, 10ms), cpu.tasks);
  for (const auto* name : {"c", "d", "e"}) start(cpu.job(name, 1s, 10ms), cpu.tasks);
  cpu.run_until(2s);
  CHECK(cpu.ended["a"] == 10ms);
  CHECK(cpu.ended["b"] == 10ms);
  for (const auto* name : {"c", "d", "e"}) CHECK(cpu.ended[name] == 1s + 15ms);  // 3 / 2 * 10 ms
}

TEST_CASE("One job alone has no more than one core, and half a core takes twice as long") {
  Cpu many(8);
  start(many.job("a", 0ms, 10ms), many.tasks);
  CHECK(many.processor.busy() == 1);
  many.run_until(1s);
  CHECK(many.ended["a"] == 10ms);
  Cpu half(0.5);
  start(half.job("a", 0ms, 10ms), half.tasks);
  half.run_until(1s);
  CHECK(half.ended["a"] == 20ms);
}

TEST_CASE("One that joins half way slows the first down and is slowed down until that ends") {
  Cpu cpu;
  start(cpu.job("a", 0ms, 10ms), cpu.tasks);
  start(cpu.job("b", 5ms, 10ms), cpu.tasks);
  cpu.run_until(1s);
  CHECK(cpu.ended["a"] == 15ms);  // 5 ms alone, the other 5 ms at half speed
  CHECK(cpu.ended["b"] == 20ms);  // 5 of its 10 ms by then, the rest alone
}

TEST_CASE("The shortest ends first, whoever came first: 2, 6 and 4 ms end at 6, 12 and 10 ms") {
  Cpu cpu;
  start(cpu.job("2", 0ms, 2ms), cpu.tasks);
  start(cpu.job("6", 0ms, 6ms), cpu.tasks);
  start(cpu.job("4", 0ms, 4ms), cpu.tasks);
  cpu.run_until(1s);
  CHECK(cpu.ended["2"] == 6ms);   // 3 * 2
  CHECK(cpu.ended["4"] == 10ms);  // + 2 * 2
  CHECK(cpu.ended["6"] == 12ms);  // + 2
}

TEST_CASE("A hundred jobs on four cores: job k of k ms ends when all have had their share") {
  Cpu cpu(4);
  for (int k = 100; k >= 1; --k)
    start(cpu.job(std::to_string(k), 0ms, std::chrono::milliseconds(k)), cpu.tasks);
  cpu.run_until(10s);
  // From the end of job k - 1 on 101 - k are left, each at rate min(1, 4 / (101 - k)).
  double sum = 0;
  for (int k = 1; k <= 100; ++k) {
    sum += 1e-3 / std::min(1.0, 4.0 / (101 - k));
    INFO(k);
    CHECK(seconds(cpu.ended[std::to_string(k)]) == Approx(sum).margin(50e-9));
  }
}

TEST_CASE("Work of no length takes no time and no place") {
  Cpu cpu;
  start(cpu.job("a", 0ms, 10ms), cpu.tasks);
  start(cpu.job("nothing", 5ms, 0ms), cpu.tasks);
  cpu.run_until(1s);
  CHECK(cpu.ended["nothing"] == 5ms);
  CHECK(cpu.ended["a"] == 10ms);
}

TEST_CASE("While the processor is stopped nothing is served, then it goes on where it was") {
  Cpu cpu;
  start(cpu.job("a", 0ms, 10ms), cpu.tasks);
  start(cpu.job("b", 0ms, 20ms), cpu.tasks);
  start(cpu.job("c", 12ms, 5ms), cpu.tasks);  // comes while it is stopped
  start(cpu.at(10ms, [&] { cpu.processor.stop(); }), cpu.tasks);
  start(cpu.at(110ms, [&] { cpu.processor.go_on(); }), cpu.tasks);
  cpu.run_until(1s);
  // At 110 ms 5, 15 and 5 ms are left: 3 * 5 for a and c, then b alone.
  CHECK(cpu.ended["a"] == 125ms);
  CHECK(cpu.ended["c"] == 125ms);
  CHECK(cpu.ended["b"] == 135ms);
}

TEST_CASE("A job that is destroyed leaves its share to the others") {
  Cpu cpu;
  TaskGroup crashed;
  start(cpu.job("gone", 0ms, 4ms), crashed);
  start(cpu.job("a", 0ms, 10ms), cpu.tasks);
  start(cpu.job("b", 0ms, 12ms), cpu.tasks);
  start(cpu.at(6ms, [&] { crashed.clear(); }), cpu.tasks);
  cpu.run_until(1s);
  // 2 ms each by 6 ms; then 8 ms at half speed, then the last 2 ms of b.
  CHECK(cpu.ended["a"] == 22ms);
  CHECK(cpu.ended["b"] == 24ms);
  CHECK(cpu.diary == Diary{"a", "b"});
}

TEST_CASE("One that is destroyed at the instant of its end has no end, and nobody else's moves") {
  Cpu cpu;
  TaskGroup crashed;
  start(cpu.at(20ms, [&] { crashed.clear(); }),
        cpu.tasks);  // stands before the end in the calendar
  start(cpu.job("gone", 0ms, 10ms), crashed);
  start(cpu.job("a", 0ms, 10ms), cpu.tasks);
  cpu.run_until(1s);
  CHECK(cpu.diary == Diary{"a"});
  CHECK(cpu.ended["a"] == 20ms);
  CHECK(cpu.processor.jobs() == 0);
}

TEST_CASE("How much a job was served is known at any time") {
  Cpu cpu;
  auto work = cpu.processor.work(10ms);
  const auto wait = [](Processor::Work& job) -> Task<void> { co_await job; };
  start(wait(work), cpu.tasks);
  start(cpu.job("other", 4ms, 1s), cpu.tasks);
  cpu.run_until(4ms);
  CHECK(work.served() == 4ms);
  cpu.run_until(8ms);
  CHECK(work.served() == 6ms);
  cpu.processor.stop();
  cpu.run_until(20ms);
  CHECK(work.served() == 6ms);
  cpu.processor.go_on();
  cpu.run_until(28ms);
  CHECK(work.served() == 10ms);
  cpu.tasks.clear();
}

TEST_CASE("Jobs of thousands come and go and the CPU's time is used up to the nanosecond") {
  Cpu cpu(2);
  Duration whole{};
  for (int i = 0; i < 2000; ++i) {
    const Duration span = std::chrono::microseconds(100 + 37 * (i * i % 101));
    whole += span;
    start(cpu.job(std::to_string(i), std::chrono::microseconds(i), span), cpu.tasks);
  }
  cpu.run_until(1h);
  CHECK(cpu.ended.size() == 2000);
  Duration last{};
  for (const auto& [name, instant] : cpu.ended) last = std::max(last, instant);
  // Two cores are busy from 1 us on until the last job but one ends.
  CHECK(seconds(last) == Approx(seconds(whole) / 2).epsilon(1e-4));
}

TEST_CASE("A processor tells for how long its cores were in use, all together") {
  Cpu cpu(2);
  for (const auto* name : {"a", "b", "c"}) start(cpu.job(name, 5ms, 10ms), cpu.tasks);
  cpu.run_until(9ms);  // both since 5 ms
  CHECK(cpu.processor.used() == Approx(8e6));
  cpu.run_until(1s);  // three jobs of 10 ms
  CHECK(cpu.processor.used() == Approx(30e6));
}

}  // namespace faultline
