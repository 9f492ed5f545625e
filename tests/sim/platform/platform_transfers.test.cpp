#include <catch2/catch.hpp>

#include "tests/sim/platform/transfer_world.hpp"

using namespace faultline;
using World = TransferWorld;

TEST_CASE("a lone transfer takes its transit") {
  const auto small = forked([] {
    World world;
    return world.run(ten_seconds, world.send(0s, 1'000));
  });
  CHECK(small == Numbers{ns(1ms + 10us), true});
  const auto large = forked([] {
    World world;
    return world.run(ten_seconds, world.send(0s, 100'000'000));
  });
  CHECK(large[0] == Approx(ns(1ms + 1s)).epsilon(0).margin(one_ns));
  const auto empty = forked([] {
    World world;
    return world.run(ten_seconds, world.send(2s, 0));
  });
  CHECK(empty[0] == Approx(ns(2s + 1ms)).epsilon(0).margin(one_ns));
}

TEST_CASE("after thirty days a lone transfer still takes its transit, to the nanosecond") {
  constexpr auto thirty_days = 30 * 24h;
  const auto log = forked([&] {
    World world;
    return world.run(Time{thirty_days + 2s}, world.send(thirty_days + 7ns, 1'000'000),
                     world.send(thirty_days + 1s + 13ns, 12'345));
  });
  REQUIRE(log.size() == 4);
  CHECK(log[0] == Approx(ns(thirty_days + 7ns + 1ms + 10ms)).epsilon(0).margin(one_ns));
  CHECK(log[2] == Approx(ns(thirty_days + 1s + 13ns + 1ms + 123'450ns)).epsilon(0).margin(one_ns));
}

TEST_CASE("two equal transfers on one link each take twice as long") {
  const auto log = forked([] {
    World world;
    return world.run(ten_seconds, world.send(1s, 100'000'000), world.send(1s, 100'000'000));
  });
  const auto end = ns(1s + 1ms + 2 * 1s);
  REQUIRE(log.size() == 4);
  CHECK(log[0] == Approx(end).epsilon(0).margin(one_ns));
  CHECK(log[2] == Approx(end).epsilon(0).margin(one_ns));
}

TEST_CASE("transfers in opposite directions do not share") {
  const auto log = forked([] {
    World world;
    auto back = [](World& here) -> Task<void> {
      co_await here.platform.transfer(here.b, here.a, 100'000'000);
      here.log.push_back(here.now());
    };
    return world.run(ten_seconds, world.send(0s, 100'000'000), back(world));
  });
  REQUIRE(log.size() == 3);
  CHECK(log[0] == Approx(ns(1ms + 1s)).epsilon(0).margin(one_ns));
  CHECK(log.back() == Approx(ns(1ms + 1s)).epsilon(0).margin(one_ns));
}

TEST_CASE("a bandwidth halved half-way doubles what remains") {
  const auto log = forked([] {
    World world;
    auto halve = [&] { world.platform.set_link_bandwidth("a", 50e6); };
    return world.run(ten_seconds, world.send(0s, 100'000'000), world.later(501ms, halve));
  });
  const auto end = ns(1ms + 500ms + 2 * 500ms);
  CHECK(log[0] == Approx(end).epsilon(0).margin(one_ns));
  CHECK(log[1] == true);
}

TEST_CASE("a link that goes down fails the transfers that cross it, at that instant") {
  const auto log = forked([] {
    World world;
    auto cut = [&] { world.platform.set_link_up("b", false); };
    return world.run(ten_seconds, world.send(0s, 100'000'000), world.later(400ms, cut),
                     world.send(500ms, 1'000));
  });
  CHECK(log == Numbers{ns(400ms), false, ns(500ms), false});
}

TEST_CASE("a host that goes down fails its transfers at that instant, and is of use again later") {
  for (const auto* name : {"a", "b"}) {
    const auto log = forked([name] {
      World world;
      const auto host = world.platform.host(name);
      auto fail = [&] { world.platform.set_host_up(host, false); };
      auto heal = [&] { world.platform.set_host_up(host, true); };
      return world.run(ten_seconds, world.send(0s, 100'000'000), world.later(400ms, fail),
                       world.later(2s, heal), world.send(3s, 1'000));
    });
    CHECK(log == Numbers{ns(400ms), false, ns(3s + 1ms + 10us), true});
  }
}

TEST_CASE("a link that goes down at the instant of the request fails the transfer") {
  const auto log = forked([] {
    World world;
    auto cut = [&] { world.platform.set_link_up("b", false); };
    return world.run(ten_seconds, world.send(1s, 1'000), world.later(1s, cut));
  });
  CHECK(log == Numbers{ns(1s), false});
}

TEST_CASE("within a host a transfer takes no time") {
  const auto log = forked([] {
    World world;
    auto local = [](World& here) -> Task<void> {
      const bool delivered = co_await here.platform.transfer(here.a, here.a, 1'000'000);
      here.log.push_back(here.now());
      here.log.push_back(delivered);
    };
    return world.run(ten_seconds, local(world));
  });
  CHECK(log == Numbers{0, true});
}

TEST_CASE("crossing transfers end at the same instants in every run") {
  const auto busy = [] {
    World world{PlatformSpec{{{"eu", 250us, 125e6, {"a", "x"}}, {"us", 250us, 125e6, {"b", "y"}}},
                             {{"wan", {"eu", "us"}, 40ms, 12.5e6}}}};
    auto chain = [](World& here, HostId from, HostId to, std::int64_t bytes) -> Task<void> {
      for (int i = 0; i < 200; ++i) {
        co_await here.platform.transfer(from, to, bytes + 37 * i);
        here.log.push_back(here.now());
      }
    };
    const auto x = world.platform.host("x");
    const auto y = world.platform.host("y");
    return world.run(Time{60s}, chain(world, world.a, world.b, 10'000),
                     chain(world, x, world.b, 15'000), chain(world, world.a, y, 20'000),
                     chain(world, world.b, x, 40'000));
  };
  const auto first = forked(busy);
  CHECK(first.size() == 800);
  CHECK(first == forked(busy));
}
