#include "sim/platform/platform.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>

#include "tests/forked.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

using Numbers = std::vector<double>;

double ns(Duration span) { return static_cast<double>(span.count()); }

/// Two hosts 1 ms and 100 MB/s apart.
PlatformSpec pair_of_hosts() { return {{{"local", 1ms, 100e6, {"a", "b"}}}, {}}; }

/// a and b stand in eu, c in us, d in asia; asia is reached by way of us.
PlatformSpec three_zones() {
  return {
      {{"eu", 250us, 125e6, {"a", "b"}}, {"us", 500us, 125e6, {"c"}}, {"asia", 1ms, 50e6, {"d"}}},
      {{"atlantic", {"eu", "us"}, 40ms, 12.5e6}, {"pacific", {"asia", "us"}, 60ms, 25e6}}};
}

struct World {
  explicit World(const PlatformSpec& spec) : platform(spec, calendar) {}
  HostId host(std::string_view name) const { return platform.host(name); }
  Duration latency(std::string_view from, std::string_view to) {
    return platform.route(host(from), host(to)).latency;
  }
  double bandwidth(std::string_view from, std::string_view to) {
    return platform.route(host(from), host(to)).bytes_per_second;
  }
  bool reachable(std::string_view from, std::string_view to) {
    return platform.reachable(host(from), host(to));
  }

  Calendar calendar;
  Platform platform;
};

}  // namespace

TEST_CASE("transit is latency plus bytes over bandwidth") {
  const auto spans = forked([] {
    World world{pair_of_hosts()};
    auto& platform = world.platform;
    const auto a = world.host("a");
    const auto b = world.host("b");
    return Numbers{ns(platform.transit(a, b, 1'000)), ns(platform.transit(a, b, 100'000'000)),
                   ns(platform.transit(b, a, 0)), ns(platform.transit(a, a, 1'000'000))};
  });
  CHECK(spans == Numbers{ns(1ms + 10us), ns(1ms + 1s), ns(1ms), 0});
}

TEST_CASE("on the default platform any two hosts are 0.25 ms and 1 Gbit/s apart") {
  const auto numbers = forked([] {
    World world{default_platform({"a", "b", "c"})};
    return Numbers{ns(world.latency("a", "b")), ns(world.latency("c", "a")),
                   world.bandwidth("a", "c"), world.bandwidth("b", "b"),
                   double(world.platform.hosts().size())};
  });
  CHECK(numbers == Numbers{ns(250us), ns(250us), 125e6, INFINITY, 3});
}

TEST_CASE("a route across zones sums half of each end's zone and the links between") {
  const auto numbers = forked([] {
    World world{three_zones()};
    return Numbers{ns(world.latency("a", "b")), ns(world.latency("a", "c")),
                   ns(world.latency("c", "b")), ns(world.latency("a", "d")),
                   ns(world.latency("d", "a"))};
  });
  const auto eu_us = ns(125us + 40ms + 250us);
  const auto eu_asia = ns(125us + 40ms + 60ms + 500us);
  CHECK(numbers == Numbers{ns(250us), eu_us, eu_us, eu_asia, eu_asia});
}

TEST_CASE("a route is as wide as its narrowest link") {
  const auto numbers = forked([] {
    World world{three_zones()};
    return Numbers{world.bandwidth("a", "b"), world.bandwidth("a", "d"), world.bandwidth("c", "d")};
  });
  CHECK(numbers == Numbers{125e6, 12.5e6, 25e6});
}

TEST_CASE("a changed link changes the routes that cross it, and back") {
  const auto numbers = forked([] {
    World world{three_zones()};
    auto& platform = world.platform;
    const auto healthy = platform.link("atlantic");
    const auto before = world.latency("a", "c");
    platform.set_link_latency("atlantic", healthy.latency + 200ms);
    platform.set_link_bandwidth("atlantic", 1e6);
    Numbers numbers{ns(world.latency("a", "c") - before), world.bandwidth("c", "a"),
                    ns(world.latency("a", "b"))};
    platform.set_link_latency("atlantic", healthy.latency);
    platform.set_link_bandwidth("atlantic", healthy.bytes_per_second);
    numbers.push_back(ns(world.latency("a", "c") - before));
    numbers.push_back(world.bandwidth("a", "c"));
    return numbers;
  });
  CHECK(numbers == Numbers{ns(200ms), 1e6, ns(250us), 0, 12.5e6});
}

TEST_CASE("a link that is down closes the routes that cross it, in both directions") {
  const auto numbers = forked([] {
    World world{three_zones()};
    world.platform.set_link_up("atlantic", false);
    Numbers numbers{double(world.reachable("a", "c")), double(world.reachable("d", "b")),
                    double(world.reachable("a", "b")), double(world.reachable("c", "d")),
                    double(world.platform.link("atlantic").up)};
    world.platform.set_link_up("atlantic", true);
    numbers.push_back(world.reachable("a", "c"));
    return numbers;
  });
  CHECK(numbers == Numbers{0, 0, 1, 1, 0, 1});
}

TEST_CASE("a host's port is the link with its name") {
  const auto numbers = forked([] {
    World world{three_zones()};
    world.platform.set_link_latency("a", 10ms);
    world.platform.set_link_up("d", false);
    return Numbers{ns(world.latency("a", "b")), double(world.reachable("c", "d")),
                   double(world.reachable("a", "c"))};
  });
  CHECK(numbers == Numbers{ns(10ms + 125us), 0, 1});
}

TEST_CASE("a host that is down is reached by nobody, itself included") {
  const auto numbers = forked([] {
    World world{three_zones()};
    world.platform.set_host_up(world.host("b"), false);
    Numbers numbers{double(world.platform.host_up(world.host("b"))),
                    double(world.reachable("a", "b")), double(world.reachable("b", "b")),
                    double(world.reachable("a", "c"))};
    world.platform.set_host_up(world.host("b"), true);
    numbers.push_back(world.reachable("a", "b"));
    return numbers;
  });
  CHECK(numbers == Numbers{0, 0, 0, 1, 1});
}

TEST_CASE("the platform leaves the handling of Ctrl-C as it was") {
  const auto numbers = forked([] {
    std::signal(SIGINT, SIG_IGN);
    const World world{pair_of_hosts()};
    return Numbers{double(std::signal(SIGINT, SIG_DFL) == SIG_IGN)};
  });
  CHECK(numbers == Numbers{1});
}
