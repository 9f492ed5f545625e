#include "tests/models/platform_xml.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

std::vector<double> responses_of(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    std::vector<double> all;
    for (const auto& one : ledger.transactions) all.push_back(response_s(one));
    return all;
  });
}

/// Requests at 1 s, 2 s, ..., each of which works for 100 ms at "a".
Setup works(const std::string& platform) {
  Setup setup{.length = "3500ms"};
  setup.platform = platform;
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  return setup;
}

/// "a" and "b" ask for 40 % of a core each.
Setup two_at_work(const std::string& hosts) {
  Setup setup{.length = "300s"};
  setup.arrivals = poisson_at(40);
  setup.platform =
      R"("zones": { "rack": { "latency": "0ms", "hosts": [ "client", "a", "b", "c" ] } })";
  setup.services =
      R"("a": { "workers": 1000, "hosts": ["a"] }, "b": { "workers": 1000, "hosts": [")" + hosts +
      R"("] })";
  setup.operations = R"(
    "b.run": [ { "work": { "kind": "exponential", "mean": "10ms" } } ],
    "a.run": [ { "parallel": [ { "call": "b.run" } ] },
               { "work": { "kind": "exponential", "mean": "10ms" } }, { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("On a host of speed 4 work takes a quarter of the time, messages as long as ever") {
  const auto usual =
      responses_of(works(R"("zones": { "z": { "latency": "1ms", "hosts": ["client", "a"] } })"));
  const auto fast = responses_of(works(
      R"("zones": { "z": { "latency": "1ms", "hosts": ["client", "a"] } },
         "hosts": { "a": { "speed": 4 } })"));
  REQUIRE(fast.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(usual[i] - fast[i] == Approx(0.075).epsilon(1e-6));
}

TEST_CASE("Behind an uplink messages within a rack are as fast as ever, others cross both") {
  // Half of the zone's 2 ms at each end, and 3 ms and 5 ms for the uplinks of two racks.
  const auto platform = [](const std::string& client, const std::string& racks) {
    return R"("zones": { "z": { "latency": "2ms", "bandwidth": "1000Gbps", "hosts": [)" + client +
           R"(], "racks": { )" + racks + " } } }";
  };
  const auto there = [&](const std::string& client, const std::string& racks) {
    return responses_of(works(platform(client, racks))).front() / 2 - 0.05;
  };
  const std::string two = R"("r": { "hosts": ["a"], "latency": "3ms" })";
  CHECK(there("", R"("r": { "hosts": ["client", "a"], "latency": "3ms" })") ==
        Approx(0.002).epsilon(1e-3));
  CHECK(there(R"("client")", two) == Approx(0.005).epsilon(1e-3));
  CHECK(there("", two + R"(, "s": { "hosts": ["client"], "latency": "5ms" })") ==
        Approx(0.010).epsilon(1e-3));
  CHECK(there("", R"("r": { "hosts": ["a"] }, "s": { "hosts": ["client"] })") ==
        Approx(0.002).epsilon(1e-3));
}

TEST_CASE("A route that is given is taken there and back, instead of the shortest") {
  // 1 ms direct, or 10 + 20 ms by way of "m".
  const auto one_way = [](const std::string& routes) {
    return responses_of(works(R"("zones": {
        "x": { "latency": "0ms", "hosts": ["client"] },
        "m": { "latency": "0ms", "hosts": ["unused"] },
        "y": { "latency": "0ms", "hosts": ["a"] } },
      "links": [
        { "name": "direct", "between": ["x", "y"], "latency": "1ms", "bandwidth": "1000Gbps" },
        { "name": "first", "between": ["m", "x"], "latency": "10ms", "bandwidth": "1000Gbps" },
        { "name": "second", "between": ["m", "y"], "latency": "20ms",
          "bandwidth": "1000Gbps" } ])" +
                              routes))
                   .front() /
               2 -
           0.05;
  };
  CHECK(one_way("") == Approx(0.001).epsilon(1e-2));
  CHECK(one_way(R"(, "routes": [ { "between": ["y", "x"], "links": ["second", "first"] } ])") ==
        Approx(0.030).epsilon(1e-3));
}

TEST_CASE("With its host to itself, shared work fares as on a service's own cores") {
  auto own = two_at_work("b");
  own.services = R"("a": { "workers": 1000, "hosts": ["a"], "cores": 1 },
                    "b": { "workers": 1000, "hosts": ["b"], "cores": 1 })";
  auto shared = two_at_work("b");
  shared.cpu = "shared";
  const auto expected = responses_of(own);
  const auto found = responses_of(shared);
  REQUIRE(found.size() == expected.size());
  REQUIRE(found.size() > 10000);
  for (std::size_t i = 0; i < found.size(); ++i)
    REQUIRE(found[i] == Approx(expected[i]).margin(1e-6));
}

TEST_CASE("Two services on one host of one core are one M/G/1 with processor sharing") {
  // Apart each answers after 10 ms / (1 - 0.4) on average, together after 10 ms / (1 - 0.8): a
  // request that has worked at "b" comes back to "a" as another Poisson stream would, since the
  // network of these queues has a product form (Baskett, Chandy, Muntz, Palacios, 1975).
  auto apart = two_at_work("b");
  apart.cpu = "shared";
  auto together = two_at_work("a");
  together.cpu = "shared";
  CHECK_THAT(Replications(apart, 8)["response_mean_s"], Agrees(2 * 0.01 / 0.6, {0.05}));
  CHECK_THAT(Replications(together, 8)["response_mean_s"], Agrees(2 * 0.01 / 0.2, {0.15}));
}

TEST_CASE("Over a platform of SimGrid's, messages and work take what the file says") {
  // 3 ms and 1 KiB at 100 MB/s each way, and a third of 100 ms of work.
  const PlatformXml xml(pair_of_hosts);
  auto setup = works(std::string("\"file\": \"") + PlatformXml::name() + "\"");
  setup.transaction = R"("deadline": "3s", "host": "h1")";
  setup.services = R"("a": { "hosts": ["h2"] })";
  const double way = 3e-3 + 1024 / 100e6;
  CHECK(responses_of(setup).front() == Approx(2 * way + 0.1 / 3).epsilon(1e-6));
}
