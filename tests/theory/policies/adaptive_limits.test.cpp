#include <algorithm>
#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A station of ten workers with 10 ms of work, so of 1000 requests/s, behind a limit.
Setup station(const std::string& limit, double rate, const std::string& service = "") {
  Setup setup{.length = "20s", .arrivals = poisson_at(rate)};
  setup.transaction = R"("policies": [ )" + limit + " ]";
  setup.services = R"("a": { "workers": 10)" + service + " }";
  setup.operations = R"("a.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  return setup;
}

/// Of the requests that arrive from 10 s on: usable answers a second, and the slowest of them.
struct Late {
  explicit Late(const Played& played) {
    for (const auto& request : played.requests) {
      if (request.arrived_s < 10 || !usable(request.outcome)) continue;
      per_second += 1 / 10.0;
      slowest_s = std::max(slowest_s, request.took_s);
      mean_s += request.took_s;
    }
    mean_s /= 10 * per_second;
  }
  double per_second = 0;
  double slowest_s = 0;
  double mean_s = 0;
};

/// The share of the attempts at the station that it refused.
double refused(const Played& played) {
  const auto refused = std::ranges::count(played.attempts, Outcome::rejected,
                                          [](const auto& attempt) { return attempt.outcome; });
  return static_cast<double>(refused) / static_cast<double>(played.attempts.size());
}

}  // namespace

TEST_CASE("AIMD: while nothing fails the limit grows as the square root of twice the answers") {
  // Each answer adds 1 / limit, so that limit^2 grows by 2: after n of them sqrt(20^2 + 2 n). The
  // station answers 1000 a second, and a request waits for as many as are under way.
  const Late late(Played(station(R"({ "kind": "aimd_limit", "first": 20 })", 2000)));
  CHECK(late.per_second == Approx(1000).epsilon(0.01));
  CHECK(late.slowest_s == Approx(std::sqrt(20 * 20 + 2 * 20000) * 1e-3).epsilon(0.01));
}

TEST_CASE("AIMD: at a station that refuses, the limit swings between 0.9 times one more and that") {
  // Ten workers refuse the eleventh: the limit falls from 11 to 9.9, and (11^2 - 9.9^2) / 2 = 11.5
  // answers later it is at 11 again. So one attempt in 12.5 is refused, not two in three.
  const std::string no_queue = R"(, "queue": 0)";
  const Played limited(station(R"({ "kind": "aimd_limit" })", 3000, no_queue));
  const auto answers = (11 * 11 - 9.9 * 9.9) / 2;
  CHECK(refused(limited) == Approx(1 / (answers + 1)).epsilon(0.05));
  const Played open(station("", 3000, no_queue));
  CHECK(refused(open) == Approx(2.0 / 3).epsilon(0.05));
  CHECK(Late(limited).per_second == Approx(Late(open).per_second).epsilon(0.01));
}

TEST_CASE("AIMD by slow answers: the queue stays about as long as \"slow\" allows") {
  const Late open(Played(station("", 2000)));
  CHECK(open.mean_s == Approx(7.5 * 2).epsilon(0.05));  // half of each second is left behind
  const auto limited = station(R"({ "kind": "aimd_limit", "slow": "40ms" })", 2000);
  const Late late{Played(limited)};
  double per_second = 0;
  for (std::uint64_t replication = 0; replication < 20; ++replication)
    per_second += Late(Played(limited, replication)).per_second / 20;
  CHECK(per_second > 0.95 * 1000);
  CHECK(late.slowest_s > 0.040);
  CHECK(late.slowest_s < 0.045);
}

TEST_CASE("AIMD: it does not grow while less than half of it is used") {
  // Answers come one at a time for 100 s, so that the limit grows to no more than just beyond 2. At
  // 100 s work becomes so slow that all that pass stay: two, or three if it had gone on growing.
  auto setup = station(R"({ "kind": "aimd_limit", "first": 1 })", 1);
  setup.length = "105500ms";
  setup.arrivals = R"({ "kind": "constant", "rate": "1/s" })";
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "a", "factor": 1500,
    "at": "100500ms" })";
  CHECK(Played(setup).in_short() == "102s 3r");
}

TEST_CASE("Gradient: in an overload answers get slower than usual, and the limit stays low") {
  const double rate = GENERATE(1500, 3000);
  const Late late(Played(station(R"({ "kind": "gradient_limit" })", rate)));
  INFO(rate << " requests/s at a station of 1000/s");
  CHECK(late.per_second == Approx(1000).epsilon(0.01));
  CHECK(late.mean_s < 0.040);
  CHECK(late.slowest_s < 0.100);
}

TEST_CASE("Gradient: an overload of a tenth that lasts becomes what is usual, up to the maximum") {
  auto setup = station(R"({ "kind": "gradient_limit", "max": 200 })", 1100);
  setup.length = "40s";
  CHECK(Late(Played(setup)).slowest_s == Approx(200 / 1000.0).epsilon(0.01));
}

TEST_CASE("Gradient: answers that take no time do not lift the limit for good") {
  auto setup = a_request_each_second("7500ms");
  setup.transaction = R"("policies": [ { "kind": "gradient_limit", "first": 1, "max": 1 } ])";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.faults = R"({ "name": "far", "kind": "latency", "target": "a", "extra": "750ms",
    "at": "3500ms" })";
  CHECK(Played(setup).in_short() == "4s 1r 1s 1r");  // from 4 s on each takes 1.5 s
}
