#include <catch2/catch.hpp>

#include "tests/sim/platform/transfer_world.hpp"

using namespace faultline;
using World = TransferWorld;
TEST_CASE("timers fire at exactly their nanosecond while transfers are under way") {
  const auto log = forked([] {
    World world;
    auto chain = [](World& here) -> Task<void> {
      while (true) co_await here.platform.transfer(here.a, here.b, 12'345);
    };
    return world.run(Time{1s}, chain(world), world.tick(333'333ns));
  });
  REQUIRE(log.size() == 3000);
  for (std::size_t i = 0; i < log.size(); ++i) CHECK(log[i] == ns((i + 1) * 333'333ns));
}

TEST_CASE("the calendar runs freely until the first transfer, and between transfers") {
  const auto log = forked([] {
    World world;
    return world.run(ten_seconds, world.tick(3s), world.send(4s, 1'000), world.send(7s, 1'000));
  });
  CHECK(log == Numbers{ns(3s), ns(4s + 1'010us), true, ns(6s), ns(7s + 1'010us), true, ns(9s)});
}

TEST_CASE("a run without transfers ends with the clock at its end") {
  const auto log = forked([] {
    World world;
    world.run(Time{5s}, world.tick(2s));
    world.log.push_back(world.now());
    return world.log;
  });
  CHECK(log == Numbers{ns(2s), ns(4s), ns(5s)});
}

TEST_CASE("a transfer whose waiter is destroyed goes on, with nobody to tell") {
  const auto log = forked([] {
    World world;
    auto waiter = world.send(0s, 100'000'000);
    waiter.frame().resume();
    auto leave = [&] { waiter = Task<void>{}; };
    // The second shares the link with the first until that has sent 100 MB; then it is alone.
    world.run(ten_seconds, world.later(500ms, leave), world.send(0s, 200'000'000));
    world.log.push_back(double(world.platform.under_way()));
    return world.log;
  });
  const auto end = ns(1ms + 2 * 1s + 1s);
  REQUIRE(log.size() == 3);
  CHECK(log[0] == Approx(end).epsilon(0).margin(one_ns));
  CHECK(log[1] == true);
  CHECK(log[2] == 0);
}

TEST_CASE("a waiter may be destroyed at the instant at which its transfer ends") {
  const auto log = forked([] {
    World world;
    auto waiter = world.send(0s, 1'000);
    waiter.frame().resume();
    auto leave = [&] { waiter = Task<void>{}; };
    return world.run(ten_seconds, world.later(1'010us, leave), world.tick(4s));
  });
  CHECK(log == Numbers{ns(4s), ns(8s)});
}

TEST_CASE("of two transfers that end together the first waiter may destroy the second") {
  const auto log = forked([] {
    World world;
    Task<void> second = world.send(0s, 50'000'000);
    auto first = [&](World& here) -> Task<void> {
      co_await here.platform.transfer(here.a, here.b, 50'000'000);
      here.log.push_back(here.now());
      second = Task<void>{};
    };
    start(first(world), world.tasks);
    second.frame().resume();
    world.platform.run(ten_seconds);
    return world.log;
  });
  REQUIRE(log.size() == 1);
  CHECK(log[0] == Approx(ns(1ms + 2 * 500ms)).epsilon(0).margin(one_ns));
}

TEST_CASE("an event shortly before the end of a transfer does not hasten it") {
  for (const auto before : {1ns, 10ns, 1'000ns, 5'000ns}) {
    const auto log = forked([before] {
      World world;
      auto note = [&] { world.log.push_back(world.now()); };
      return world.run(ten_seconds, world.send(0s, 1'000), world.later(1ms + 10us - before, note));
    });
    CHECK(log == Numbers{ns(1ms + 10us - before), ns(1ms + 10us), true});
  }
}

TEST_CASE("a transfer under way at the end of a run goes on in the next") {
  const auto log = forked([] {
    World world;
    world.run(Time{300ms}, world.send(0s, 100'000'000));
    const auto between = world.log.size();
    world.platform.run(Time{600ms});
    world.platform.run(Time{2s});
    world.log.push_back(double(between));
    world.log.push_back(world.now());
    return world.log;
  });
  REQUIRE(log.size() == 4);
  CHECK(log[0] == Approx(ns(1ms + 1s)).epsilon(0).margin(one_ns));
  CHECK(log[2] == 0);
  CHECK(log[3] == ns(2s));
}

TEST_CASE("a run may end with transfers under way and others just asked for") {
  const auto log = forked([] {
    World world;
    world.run(Time{1s}, world.send(0s, 900'000'000), world.send(1s, 1'000));
    return Numbers{double(world.platform.under_way()), double(world.log.size())};
  });
  CHECK(log == Numbers{2, 0});
}
