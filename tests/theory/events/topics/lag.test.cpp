#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// Ten events a second, of which those of the second ten seconds fail and wait for a minute.
Setup failing(const std::string& topic, const std::string& subscription) {
  Setup setup{.length = "50s", .drain = "2min"};
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("a.run": [ { "publish": "news" } ],
    "b.take": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "news": { )" + topic +
                  R"( } }, "subscriptions": { "b.take": { "topic": "news", )" + subscription +
                  " } } }";
  setup.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1,
    "at": "9950ms", "for": "10s" })";
  return setup;
}

}  // namespace

TEST_CASE("Lag counts events that wait for their next try, in a queue and in a retry topic") {
  const auto queue = failing("", R"("redeliver_after": "1min")");
  const auto log = failing(R"("partitions": 1)", R"("retry_after": ["1min"])");
  for (const auto& setup : {queue, log}) {
    const Replications runs(setup, 2);
    CHECK(runs["lag_max"].mean == Approx(100).margin(1));
    // The oldest is published at 10 s; the sample before the last is at 49 s.
    CHECK(runs["lag_p99_s"].mean == Approx(49 - 10).margin(1.2));
    CHECK(runs["completion"].mean == 1);
  }
}

TEST_CASE("Lag of events at regular instants is a sawtooth, and is met at every height") {
  // One event at each whole second, and half a second of work: the age of the oldest event rises
  // from 0 to 0.5 s and is 0 after that, uniform on [0 s, 0.5 s] for half of the time. So its mean
  // is 0.125 s, and it is above 0.5 s - 0.01 s for 1 % of the time.
  for (const auto* topic : {R"("partitions": 1)", R"("host": "host")"}) {
    auto setup = failing(topic, R"("batch": 1)");
    setup.length = "2000s";
    setup.arrivals = R"({ "kind": "constant", "rate": "1/s" })";
    setup.operations = R"("a.run": [ { "publish": "news" } ],
      "b.take": [ { "work": "500ms" }, { "effect": "done" } ])";
    setup.faults = "";
    const auto mean = replicated(setup, 10, [](const Ledger& ledger) {
      double sum = 0;
      for (const auto& one : ledger.lags)
        if (seconds(one.sampled) < 2000) sum += seconds(one.lag);
      return sum / 2000;
    });
    CHECK_THAT(mean, Agrees(0.125, {.precision = 0.05}));
    const Replications runs(setup, 5);
    CHECK(runs["lag_p99_s"].mean == Approx(0.49).epsilon(0.012));
    CHECK(runs["lag_max"].mean == 1);
  }
}

TEST_CASE("Publishers that a full topic holds up go on in the order in which they came") {
  // Ten events a second for 10 s, one consumer that takes two a second: 100 events take 50 s.
  auto setup = failing(R"("partitions": 1, "capacity": 5)", R"("batch": 1)");
  setup.length = "10s";
  setup.services = R"("a": { "workers": 1000 }, "b": {})";
  setup.operations = R"("a.run": [ { "publish": "news" } ],
    "b.take": [ { "work": "500ms" }, { "effect": "done" } ])";
  setup.faults = "";
  const auto answered = told(setup, [](const Ledger& ledger) {
    std::vector<std::pair<std::uint64_t, double>> all;
    for (const auto& one : ledger.transactions) all.emplace_back(one.id, seconds(one.answered));
    std::ranges::sort(all);
    std::vector<double> instants;
    for (const auto& [id, instant] : all) instants.push_back(instant);
    return instants;
  });
  CHECK(std::ranges::is_sorted(answered));
  CHECK(answered.back() == Approx(50 - 5 * 0.5).margin(1));
}
