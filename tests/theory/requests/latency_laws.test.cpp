#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

constexpr double kib = 1024 / 125e6;  ///< seconds that 1 KiB takes at 1 Gbps

/// Requests of the client to "a", which has nothing to do.
Setup asked(const std::string& platform) {
  Setup setup{.length = "2000s", .drain = "1h", .arrivals = poisson_at(10)};
  setup.platform = platform;
  setup.services = R"("a": { "workers": 1000000 })";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.transaction = R"("deadline": "1min")";
  return setup;
}

const std::string drawn = R"({ "kind": "exponential", "mean": "20ms" })";
const std::string one_zone =
    R"("zones": { "rack": { "latency": )" + drawn + R"(, "hosts": [ "client", "a" ] } })";

/// Mean and variance of the times from arrival to answer.
struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(const Setup& setup) {
  const auto seen = told(setup, [](const Ledger& ledger) {
    double sum = 0;
    double squares = 0;
    for (const auto& one : ledger.transactions) {
      sum += response_s(one);
      squares += response_s(one) * response_s(one);
    }
    const auto n = static_cast<double>(ledger.transactions.size());
    return std::vector{sum / n, squares / n - sum / n * sum / n};
  });
  return {seen[0], seen[1]};
}

}  // namespace

TEST_CASE("A drawn latency: each message by itself, so that there and back add up as independent") {
  const auto found = moments(asked(one_zone));
  CHECK(found.mean == Approx(2 * (0.020 + kib)).epsilon(0.03));
  CHECK(found.variance == Approx(2 * 0.020 * 0.020).epsilon(0.1));
}

TEST_CASE("Over a link: half of a draw for each zone, and one for the link") {
  const auto setup = asked(R"("zones": { "home": { "latency": )" + drawn +
                           R"(, "hosts": [ "client" ] }, "cloud": { "latency": "1ms",
    "hosts": [ "a" ] } }, "links": [ { "name": "line", "between": [ "home", "cloud" ],
    "latency": { "kind": "uniform", "min": "10ms", "max": "40ms" } } ])");
  const auto found = moments(setup);
  CHECK(found.mean == Approx(2 * (0.010 + 0.0005 + 0.025 + kib)).epsilon(0.03));
  CHECK(found.variance == Approx(2 * (0.020 * 0.020 / 4 + 0.030 * 0.030 / 12)).epsilon(0.1));
}

TEST_CASE("A law of always the same latency changes nothing, whatever law it is") {
  const auto with = [](const std::string& latency) {
    auto setup = asked(R"("zones": { "rack": { "latency": )" + latency +
                       R"(, "hosts": [ "client", "a" ] } })");
    setup.length = "20s";
    return moments(setup).mean;
  };
  CHECK(with("\"5ms\"") == Approx(2 * (0.005 + kib)).epsilon(1e-6));
  CHECK(with(R"({ "kind": "uniform", "min": "5ms", "max": "5ms" })") ==
        Approx(with("\"5ms\"")).epsilon(1e-9));
}

TEST_CASE("With transfers a message takes what is drawn beyond the least before it is sent") {
  auto setup = asked(one_zone);
  setup.length = "200s";
  setup.network = "flows";
  CHECK(moments(setup).mean == Approx(2 * (0.020 + kib)).epsilon(0.1));
}

TEST_CASE("A fault's latency is drawn for each message, and faults add up") {
  auto setup = asked(R"("zones": { "rack": { "latency": "0s", "hosts": [ "client", "a" ] } })");
  const auto fault = [](const std::string& name, const std::string& extra) {
    return R"({ "name": ")" + name +
           R"(", "kind": "latency", "target": "a", "at": "0s", "extra": )" + extra + " }";
  };
  setup.faults = fault("one", drawn);
  const auto one = moments(setup);
  CHECK(one.mean == Approx(2 * (0.020 + kib)).epsilon(0.03));
  CHECK(one.variance == Approx(2 * 0.020 * 0.020).epsilon(0.1));
  setup.faults += ", " + fault("other", drawn) + ", " + fault("third", "\"5ms\"");
  const auto all = moments(setup);
  CHECK(all.mean == Approx(2 * (0.045 + kib)).epsilon(0.03));
  CHECK(all.variance == Approx(4 * 0.020 * 0.020).epsilon(0.1));
}
