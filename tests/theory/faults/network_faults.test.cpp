#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr auto two_hosts =
    R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "b", "c"] } })";

/// "a" asks b and then c, which stand on hosts of their own; each of them works for 10 ms.
Setup chain(const std::string& faults) {
  Setup setup{.length = "20500ms"};
  setup.platform = two_hosts;
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("a.run": [ { "call": "b.run" }, { "call": "c.run" }, { "effect": "done" } ],
    "b.run": [ { "work": "10ms" } ], "c.run": [ { "work": "10ms" } ])";
  setup.faults = faults;
  return setup;
}

std::vector<double> responses_s(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    std::vector<double> all;
    for (const auto& one : ledger.transactions) all.push_back(response_s(one));
    return all;
  });
}

std::string partition(const std::string& more) {
  return R"({ "name": "cut", "kind": "partition", "at": "4500ms", "for": "5s", )" + more + " }";
}

/// Requests of 5, 6, ... 9 s wait until 9.5 s and then take their 20 ms, others are not concerned.
void check_held_up(const Setup& setup, double work_before_s) {
  const auto all = responses_s(setup);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto arrived = static_cast<double>(i + 1);
    const bool waits = arrived >= 5 && arrived <= 9;
    // The transfer of 1 KiB takes some microseconds.
    CHECK(all[i] == Approx(waits ? 9.5 - arrived + 0.02 - work_before_s : 0.02).margin(1e-4));
  }
}

}  // namespace

TEST_CASE("partition: messages wait until it is over, and then go through") {
  check_held_up(chain(partition(R"("target": "b")")), 0);
}

TEST_CASE("partition: only messages with those are held up from whom it cuts off") {
  check_held_up(chain(partition(R"("target": "b", "from": "a")")), 0);
  const auto others = responses_s(chain(partition(R"("target": "b", "from": "c")")));
  for (const auto one : others) CHECK(one == Approx(0.02).margin(1e-4));
}

TEST_CASE(
    "loss: of two losses each strikes transmissions by itself, and the shorter timeout holds") {
  auto setup = chain(R"({ "name": "one", "kind": "loss", "rate": 0.2, "timeout": "100ms",
    "target": "b", "at": "0s" }, { "name": "two", "kind": "loss", "rate": 0.25,
    "timeout": "300ms", "target": "b", "at": "0s" })");
  setup.length = "20000s";
  const auto all = responses_s(setup);
  double never_late = 0;
  for (const auto one : all) never_late += one < 0.021;
  const auto n = static_cast<double>(all.size());
  // Neither message of the call to b is lost: (0.8 * 0.75)^2.
  CHECK(never_late / n == Approx(0.36).margin(4 * std::sqrt(0.36 * 0.64 / n)));
  // One of them is lost once: late by 100 ms.
  const auto once =
      std::ranges::count_if(all, [](double one) { return std::abs(one - 0.12) < 0.001; });
  CHECK(static_cast<double>(once) / n ==
        Approx(2 * 0.6 * 0.4 * 0.6).margin(4 * std::sqrt(0.288 * 0.712 / n)));
}

TEST_CASE("latency and loss: only messages on the path between two sets are late") {
  const auto took = [](const std::string& more) {
    const auto all = responses_s(chain(R"({ "name": "far", "kind": "latency", "extra": "20ms",
      "at": "0s", )" + more + " }"));
    return all.front();
  };
  constexpr auto path_s = 2 * 0.02;  // there and back
  CHECK(took(R"("target": "b", "from": "a")") == Approx(0.02 + path_s).margin(1e-4));
  CHECK(took(R"("target": "b", "from": "c")") == Approx(0.02).margin(1e-4));
  CHECK(took(R"("target": "a", "from": "client")") == Approx(0.02 + path_s).margin(1e-4));
  // Of the calls that a makes those to b and c, or those to c alone.
  CHECK(took(R"("target": "a", "direction": "out")") == Approx(0.02 + 2 * path_s).margin(1e-4));
  CHECK(took(R"("target": "a", "direction": "out", "from": "c")") ==
        Approx(0.02 + path_s).margin(1e-4));
  CHECK(took(R"("target": { "zone": "rack" }, "direction": "both", "from": "c")") ==
        Approx(0.02 + path_s).margin(1e-4));
}

TEST_CASE("partition: one way, the work is done before the answer is held up") {
  check_held_up(chain(partition(R"("target": "b", "direction": "to_it")")), 0);
  // Only the 10 ms of c come after the end.
  check_held_up(chain(partition(R"("target": "b", "direction": "from_it")")), 0.01);
}

TEST_CASE("partition: the client can be cut off") {
  check_held_up(chain(partition(R"("target": "a", "from": "client")")), 0);
}

TEST_CASE("loss: a message is late by the timeout, doubled with each loss") {
  auto setup = chain(R"({ "name": "lossy", "kind": "loss", "rate": 0.2, "timeout": "100ms",
    "target": "b", "at": "0s" })");
  setup.length = "20000s";
  const auto all = responses_s(setup);
  double late = 0;
  double never_late = 0;
  for (const auto one : all) {
    late += one - 0.02;
    never_late += one < 0.021;
  }
  const auto n = static_cast<double>(all.size());
  // Two messages, neither of which is lost: 0.8^2. On the mean each is late by
  // sum of 0.1 s * 2^(k - 1) * 0.2^k = 0.1 * 0.2 / (1 - 2 * 0.2), of a heavy tail.
  CHECK(never_late / n == Approx(0.64).margin(4 * std::sqrt(0.64 * 0.36 / n)));
  CHECK(late / n == Approx(2 * 0.1 * 0.2 / (1 - 2 * 0.2)).epsilon(0.1));
}

TEST_CASE("Loss in bursts: with `when` it is the channel of Gilbert and Elliott") {
  // Bad for 1 s on the mean, good for 9 s: a tenth of the messages meets a bad channel, in which
  // 60 % are lost. One request a second: a request and its answer meet the same state.
  auto setup = chain(R"({ "name": "bursts", "kind": "loss", "rate": 0.6, "timeout": "1ms",
    "target": "b", "at": "0s", "when": { "mtbf": { "kind": "exponential", "mean": "9s" },
    "mttr": { "kind": "exponential", "mean": "1s" } } })");
  setup.length = "20000s";
  const auto all = responses_s(setup);
  double hit = 0;
  for (const auto one : all) hit += one > 0.0205;
  const auto n = static_cast<double>(all.size());
  CHECK(hit / n == Approx(0.1 * (1 - 0.4 * 0.4)).epsilon(0.1));
}

TEST_CASE("dns and certificate: only new connections fail") {
  for (const auto* kind : {"dns", "certificate"}) {
    auto setup = chain(R"({ "name": "names", "kind": ")" + std::string(kind) +
                       R"(", "target": "b", "at": "4500ms", "for": "10s" })");
    // The connection that is opened at 1 s is too old at 9 s, when no other one can be opened.
    setup.operations = R"("a.run": [ { "call": "b.run", "policies": [ { "kind": "pool",
      "connections": 1, "connect": "1ms", "max_age": "7500ms" } ] }, { "effect": "done" } ],
      "b.run": [ { "work": "10ms" } ])";
    setup.services = R"("a": {}, "b": {})";
    const auto failed = told(setup, [](const Ledger& ledger) {
      std::vector<double> all;
      for (const auto& one : ledger.transactions) all.push_back(!usable(one.outcome));
      return all;
    });
    for (std::size_t i = 0; i < failed.size(); ++i) {
      const auto arrived = static_cast<double>(i + 1);
      CHECK((failed[i] == 1) == (arrived >= 9 && arrived < 14.5));
    }
  }
}
