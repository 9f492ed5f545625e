#include <string>

#include "models/scenario/validation/validation.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr double kib = 1024 / 125e6;  ///< seconds that 1 KiB takes at 1 Gbps

/// From arrival to answer of the one request.
double response_of(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    return std::vector{response_s(ledger.transactions.at(0))};
  })[0];
}

/// One request to "a", which asks "b" and "c" for large answers at once.
Setup two_downloads(const std::string& network, const std::string& second) {
  auto setup = one_request();
  setup.network = network;
  setup.platform = R"("zones": { "rack": { "latency": "0ms", "bandwidth": "1Gbps",
    "hosts": [ "client", "a", "b", "c" ] } })";
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("b.run": [ { "effect": "done" } ], "c.run": [ { "effect": "done" } ],
    "a.run": [ { "parallel": [
      { "call": "b.run", "request": "0B", "response": "125MB" },
      { "call": "c.run", "request": "0B", "response": ")" +
                     second + R"(" } ] } ])";
  setup.transaction = R"("deadline": "1min", "request": "0B", "response": "0B")";
  return setup;
}

}  // namespace

TEST_CASE("A call takes the way there and back: twice 1 ms and 1 KiB at 1 Gbps") {
  auto setup = one_request();
  setup.platform = R"("zones": { "rack": { "latency": "1ms", "bandwidth": "1Gbps",
    "hosts": [ "client", "a" ] } })";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  CHECK(response_of(setup) == Approx(2 * (1e-3 + kib)).epsilon(1e-6));
  setup.transaction = R"("request": "4KiB", "response": "16KiB")";
  CHECK(response_of(setup) == Approx(2 * 1e-3 + (4 + 16) * kib).epsilon(1e-6));
}

TEST_CASE("A way over a link: half of each zone's latency, the link's, and the narrowest part") {
  auto setup = one_request();
  setup.platform = R"("zones": { "home": { "latency": "2ms", "hosts": [ "client" ] },
      "cloud": { "latency": "0.5ms", "hosts": [ "a" ] } },
    "links": [ { "name": "line", "between": [ "home", "cloud" ], "latency": "10ms",
      "bandwidth": "100Mbps" } ])";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  const double one_way = 1e-3 + 10e-3 + 0.25e-3 + 10 * kib;
  CHECK(response_of(setup) == Approx(2 * one_way).epsilon(1e-6));
}

TEST_CASE("An event crosses the network twice: to the broker, and on to its consumer") {
  auto setup = one_request();
  setup.platform = R"("zones": { "rack": { "latency": "1ms", "bandwidth": "1Gbps",
    "hosts": [ "client", "a", "news", "b" ] } })";
  setup.transaction = R"("request": "0B", "response": "0B")";
  setup.services = R"("a": {}, "b": {})";
  setup.designs = R"("only": { "topics": { "news": { "append": "5ms" } },
    "a.run": [ { "publish": "news", "size": "10KiB" } ], "b.run": [ { "effect": "done" } ],
    "subscriptions": { "b.run": { "topic": "news", "size": "20KiB" } } })";
  const auto seen = told(setup, [](const Ledger& ledger) {
    const auto& transaction = ledger.transactions.at(0);
    return std::vector{response_s(transaction),
                       seconds(transaction.completed - transaction.arrived)};
  });
  // Client to "a" to the broker, 5 ms, and back with an acknowledgement of 64 bytes.
  CHECK(seen[0] == Approx(4 * 1e-3 + 10 * kib + 5e-3 + kib / 16).epsilon(1e-6));
  CHECK(seen[1] == Approx(3 * 1e-3 + 10 * kib + 5e-3 + 20 * kib).epsilon(1e-6));
}

TEST_CASE("Hosts stand where the scenario says: what shares one is no message apart") {
  auto setup = one_request();
  setup.platform = R"("zones": { "rack": { "latency": "1ms", "hosts": [ "left", "right" ] } })";
  setup.transaction = R"("host": "left", "request": "0B", "response": "0B")";
  setup.services = R"("a": { "hosts": [ "left" ] }, "b": { "hosts": [ "right" ] })";
  setup.stores = R"("rows": { "owner": "b", "host": "left", "time": "0ms" })";
  setup.operations = R"("a.run": [ { "call": "b.run", "request": "0B", "response": "0B" } ],
    "b.run": [ { "query": "rows", "request": "0B", "response": "0B" }, { "effect": "done" } ])";
  CHECK(response_of(setup) == Approx(4e-3));  // a to b to rows, and back
  setup.services = R"("a": { "hosts": [ "left" ] }, "b": { "hosts": [ "left" ] })";
  CHECK(response_of(setup) == 0);
}

TEST_CASE("Without a platform each part has a host of its own, 0.25 ms from every other") {
  auto setup = one_request();
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  auto text = setup.text();
  const auto platform = R"("platform": { )" + setup.platform + " },";
  text.erase(text.find(platform), platform.size());
  auto document = parse_document(text, "test.json");
  auto scenario = read_scenario(document);
  const auto response = forked([&] {
    Ledger ledger;
    run_here(std::move(scenario), "only", 0, ledger);
    return std::vector{response_s(ledger.transactions.at(0))};
  });
  CHECK(response[0] == Approx(2 * (0.25e-3 + kib)).epsilon(1e-6));
}

TEST_CASE("Mode latency: messages do not meet, two of 1 s each take 1 s") {
  CHECK(response_of(two_downloads("latency", "125MB")) == Approx(1).epsilon(1e-6));
}

TEST_CASE("Mode flows: two messages that come in over one port share it, and take twice as long") {
  CHECK(response_of(two_downloads("flows", "0B")) == Approx(1).epsilon(1e-3));
  CHECK(response_of(two_downloads("flows", "125MB")) == Approx(2).epsilon(1e-3));
  // Together half a second each of 62.5 MB takes 1 s; the other half of the first takes 0.5 s.
  CHECK(response_of(two_downloads("flows", "62.5MB")) == Approx(1.5).epsilon(1e-3));
}

TEST_CASE("Mode flows: over a link that is not shared each message has all of its bandwidth") {
  // Two answers of 125 MB, 1 s each by the link alone; the ports could carry ten of them.
  const auto over = [](const std::string& link) {
    auto setup = two_downloads("flows", "125MB");
    setup.platform = R"("zones": {
        "home": { "latency": "0ms", "bandwidth": "10Gbps", "hosts": [ "client", "a" ] },
        "away": { "latency": "0ms", "bandwidth": "10Gbps", "hosts": [ "b", "c" ] } },
      "links": [ { "name": "line", "between": [ "home", "away" ], "latency": "1ms",
        "bandwidth": "1Gbps")" +
                     link + " } ]";
    return response_of(setup);
  };
  CHECK(over("") == Approx(2).epsilon(5e-3));
  CHECK(over(R"(, "shared": false)") == Approx(1).epsilon(5e-3));
}
