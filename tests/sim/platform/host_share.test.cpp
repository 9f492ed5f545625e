#include "sim/platform/host_share.hpp"

#include <catch2/catch.hpp>

#include "sim/engine/task.hpp"
#include "sim/resources/processor.hpp"
#include "tests/forked.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

using Instants = std::vector<double>;

PlatformSpec one_host(std::int64_t cores, double speed) {
  PlatformSpec spec;
  spec.zones.push_back({"local", 1ms, 100e6, {PlatformSpec::Host("a", cores, speed)}});
  return spec;
}

struct SharedHost {
  explicit SharedHost(std::int64_t cores, double speed = 1)
      : platform(one_host(cores, speed), calendar),
        share(platform, platform.host("a")),
        other(platform, platform.host("a")) {}

  double now() const { return seconds(calendar.now() - start_of_run); }

  Calendar calendar;
  Platform platform;
  HostShare share;
  HostShare other;
  Instants ends;
};

Task<void> work(SharedHost& host, HostShare& by, Duration begins, Duration span) {
  co_await host.calendar.delay(begins);
  co_await by.work(span);
  host.ends.push_back(host.now());
}

template <class Action>
Task<void> at(SharedHost& host, Duration instant, Action action) {
  co_await host.calendar.delay(instant);
  action();
}

struct Job {
  Duration begins;
  Duration span;
};
const std::vector<Job> jobs = {
    {0ms, 100ms}, {10ms, 30ms}, {15ms, 200ms}, {15ms, 5ms}, {300ms, 7ms}};

template <class Cpu>
Task<void> serve(Calendar& calendar, Cpu& cpu, Job job, Instants& ends) {
  co_await calendar.delay(job.begins);
  co_await cpu.work(job.span);
  ends.push_back(seconds(calendar.now() - start_of_run));
}

}  // namespace

TEST_CASE("computations of two processes share the core of a host") {
  // Each has half of the core: 10 ms of work take 20 ms; the rest of the longer one is alone.
  const auto ends = forked([] {
    SharedHost host(1);
    TaskGroup group;
    start(work(host, host.share, 0ms, 10ms), group);
    start(work(host, host.other, 0ms, 30ms), group);
    host.platform.run(Time{1s});
    return host.ends;
  });
  REQUIRE(ends.size() == 2);
  CHECK(ends[0] == Approx(0.020));
  CHECK(ends[1] == Approx(0.040));
}

TEST_CASE("a computation uses one core, and a faster host needs less time") {
  // 30 ms by one of four cores of speed 3: 10 ms.
  const auto ends = forked([] {
    SharedHost host(4, 3);
    TaskGroup group;
    start(work(host, host.share, 0ms, 30ms), group);
    host.platform.run(Time{1s});
    return host.ends;
  });
  REQUIRE(ends.size() == 1);
  CHECK(ends[0] == Approx(0.010));
}

TEST_CASE("a process that stands still leaves the cores to the others") {
  // Until 10 ms each has had 5 ms. Then the first is stopped for 20 ms, in which the other has 20
  // ms of its 25 ms left; after that the last 5 ms of the other take 10 ms; the first is alone from
  // 40 ms on with 40 - 5 - 5 = 30 ms left.
  const auto ends = forked([] {
    SharedHost host(1);
    TaskGroup group;
    start(work(host, host.share, 0ms, 40ms), group);
    start(work(host, host.other, 0ms, 30ms), group);
    start(at(host, 10ms, [&] { host.share.stop(); }), group);
    start(at(host, 30ms, [&] { host.share.go_on(); }), group);
    host.platform.run(Time{1s});
    host.ends.push_back(host.share.used() / 1e9);
    return host.ends;
  });
  REQUIRE(ends.size() == 3);
  CHECK(ends[0] == Approx(0.040));
  CHECK(ends[1] == Approx(0.070));
  CHECK(ends[2] == Approx(0.040));
}

TEST_CASE("work that is destroyed leaves the host") {
  // The first has had 5 ms of the first 10 ms, and then has the core.
  const auto ends = forked([] {
    SharedHost host(1);
    TaskGroup stays;
    auto goes = std::make_unique<TaskGroup>();
    start(work(host, host.share, 0ms, 20ms), stays);
    start(work(host, host.other, 0ms, 500ms), *goes);
    start(at(host, 10ms, [&] { goes->clear(); }), stays);
    host.platform.run(Time{1s});
    host.ends.push_back(host.other.used() / 1e9);
    return host.ends;
  });
  REQUIRE(ends.size() == 2);
  CHECK(ends[0] == Approx(0.025));
  CHECK(ends[1] == Approx(0.005));
}

TEST_CASE("a host that one process has to itself is a processor with as many cores") {
  const auto shared = forked([] {
    SharedHost host(2);
    TaskGroup group;
    for (const auto& job : jobs) start(serve(host.calendar, host.share, job, host.ends), group);
    host.platform.run(Time{1s});
    return host.ends;
  });
  Calendar calendar;
  Processor processor(calendar, 2);
  TaskGroup group;
  Instants alone;
  for (const auto& job : jobs) start(serve(calendar, processor, job, alone), group);
  calendar.run_until(Time{1s});
  REQUIRE(shared.size() == alone.size());
  for (std::size_t i = 0; i < alone.size(); ++i) CHECK(shared[i] == Approx(alone[i]).margin(1e-8));
}
