#include <algorithm>
#include <map>

#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"
#include "tests/theory/replications.hpp"

/// Users who wait for the answer before they ask again.
using namespace faultline;

namespace {

Setup closed(int users, const std::string& more, const std::string& work) {
  return {
      .length = "2000s",
      .warmup = "100s",
      .workload = R"({ "kind": "closed", "users": )" + std::to_string(users) + ", " + more + "}",
      .services = R"("a": { "workers": 1 })",
      .operations = R"("a.run": [ { "work": )" + work + R"( }, { "effect": "done" } ])"};
}

constexpr auto thinking_1s = R"("think": { "kind": "exponential", "mean": "1s" })";
constexpr auto exponential_100ms = R"({ "kind": "exponential", "mean": "100ms" })";

/// Throughput of N users with mean think time Z and one exponential server of mean S (the
/// machine-repair model, M/M/1//N): the server is idle with the probability that the Z / S erlang
/// of N thinkers fill N places, X = (1 - B(N, Z / S)) / S.
double machine_repair(int users, double think, double service) {
  return (1 - erlang_b(users, think / service)) / service;
}

/// Arrivals in the order of their ids, in seconds of the run.
std::vector<double> arrivals(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    std::map<std::uint64_t, double> at;
    for (const auto& transaction : ledger.transactions)
      at[transaction.id] = seconds(transaction.arrived);
    std::vector<double> instants;
    for (const auto& [id, instant] : at) instants.push_back(instant);
    return instants;
  });
}

}  // namespace

TEST_CASE("Closed loop: throughput and response are those of the machine-repair model") {
  for (const int users : {1, 3, 10, 30}) {
    const auto throughput = machine_repair(users, 1, 0.1);
    const Replications runs(closed(users, thinking_1s, exponential_100ms), 10);
    CHECK_THAT(runs["throughput_per_s"], Agrees(throughput, {0.02}));
    CHECK_THAT(runs["response_mean_s"], Agrees(users / throughput - 1, {0.04}));
  }
}

TEST_CASE("Closed loop: it matters how long users think on average, not how it varies") {
  const Replications runs(closed(10, R"("think": "1s")", exponential_100ms), 10);
  CHECK_THAT(runs["throughput_per_s"], Agrees(machine_repair(10, 1, 0.1), {0.02}));
}

TEST_CASE("Closed loop: users who need not think keep the server busy and wait for each other") {
  const Replications runs(closed(5, R"("think": "0s")", R"("100ms")"), 3);
  CHECK(runs["throughput_per_s"].mean == Approx(1 / 0.1));
  CHECK(runs["response_mean_s"].mean == Approx(5 * 0.1));
}

TEST_CASE("Closed loop: users come one after another, and ask until the end") {
  auto setup = closed(4, R"("think": "1s", "ramp_up": "2s")", R"("0s")");
  setup.length = "4s";
  setup.warmup = "0s";
  // They come at 0, 0.5, 1 and 1.5 s. User u asks first after 1 s; its n-th request is u + 4 n.
  CHECK(arrivals(setup) == std::vector<double>{1, 1.5, 2, 2.5, 2, 2.5, 3, 3.5, 3, 3.5});
}

TEST_CASE("Closed loop: users who are more think and ask, those too many end what they have") {
  auto setup = closed(2, R"("think": "1s")", R"("0s")");
  setup.length = "5s";
  setup.warmup = "0s";
  const auto to = [](const std::string& users, const std::string& more) {
    return R"({ "set": "workload.users", "to": )" + users + ", " + more + " }";
  };
  // Those of the first two, who think 1 s before each, then of the others, who come at 1.5 s.
  setup.changes = to("4", R"("name": "more", "at": "1500ms", "for": "1200ms")");
  CHECK(arrivals(setup) == std::vector<double>{1, 1, 2, 2, 3, 3, 4, 4, 2.5, 2.5});
  // One is back at 3.6 s, and goes on.
  setup.changes += ", " + to("3", R"("name": "again", "at": "3600ms")");
  CHECK(arrivals(setup) == std::vector<double>{1, 1, 2, 2, 3, 3, 4, 4, 2.5, 2.5, 4.6});
  setup.changes = to("1", R"("name": "fewer", "at": "1500ms")");
  CHECK(arrivals(setup) == std::vector<double>{1, 1, 2, 3, 4});
}

TEST_CASE("Closed loop: who is too many while it waits has its answer, and asks no more") {
  auto setup = closed(3, R"("think": "1s")", R"("2s")");
  setup.length = "20s";
  setup.warmup = "0s";
  setup.changes = R"({ "name": "one", "set": "workload.users", "to": 1, "at": "2s" })";
  // One server: at 1 s all three ask, and have their answers at 3, 5 and 7 s. Only the first goes
  // on: it asks at 4 s, waits until 9 s, and from then on takes 3 s a request.
  const auto answered = told(in_vain(setup), [](const Ledger& ledger) {
    std::vector<double> at;
    for (const auto& transaction : ledger.transactions) at.push_back(seconds(transaction.answered));
    return at;
  });
  CHECK(answered == std::vector<double>{3, 5, 7, 9, 12, 15, 18, 21});
}

TEST_CASE("Closed loop: who waits when the load ends still gets an answer, and asks no more") {
  auto setup = in_vain(closed(1, R"("think": "1s")", R"("5s")"));
  setup.length = "8s";
  setup.warmup = "0s";
  const auto answered = told(setup, [](const Ledger& ledger) {
    std::vector<double> at;
    for (const auto& transaction : ledger.transactions) at.push_back(seconds(transaction.answered));
    return at;
  });
  CHECK(answered == std::vector<double>{1 + 5, 6 + 1 + 5});
}

TEST_CASE("Closed loop: who is refused in no time and does not think asks once a microsecond") {
  auto setup = closed(2, R"("think": "0s")", R"("1s")");
  setup.length = "10ms";
  setup.warmup = "0s";
  setup.services = R"("a": { "workers": 1, "queue": 0 })";
  const auto requests = arrivals(setup).size();
  CHECK(requests == 1 + 10'000);  // one is served for 1 s; the other asks 10 ms / 1 us times
}

TEST_CASE("Closed loop: a request is thought about and served alike in every design") {
  auto setup = closed(5, thinking_1s, exponential_100ms);
  setup.length = "50s";
  setup.warmup = "0s";
  setup.operations = "";
  setup.services = R"("a": { "workers": 5 })";
  const std::string work = R"({ "work": { "kind": "exponential", "mean": "100ms" } })";
  setup.designs = R"("short": { "a.run": [ )" + work + R"(, { "effect": "done" } ] },
    "long": { "a.run": [ )" +
                  work + R"(, { "effect": "done" }, { "work": "2s" } ] })";
  const auto pauses = [&](const std::string& design) {
    return told(
        setup,
        [](const Ledger& ledger) {
          std::map<std::uint64_t, TransactionRecord> by_id;
          for (const auto& record : ledger.transactions) by_id[record.id] = record;
          std::vector<double> pauses;
          for (std::uint64_t id = 5; id < 60; ++id) {
            pauses.push_back(seconds(by_id.at(id).arrived - by_id.at(id - 5).answered));
            pauses.push_back(seconds(by_id.at(id).completed - by_id.at(id).arrived));
          }
          return pauses;
        },
        0, design);
  };
  CHECK(pauses("short") == pauses("long"));
}
