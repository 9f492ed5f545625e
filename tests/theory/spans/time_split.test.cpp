#include <catch2/catch.hpp>

#include "analysis/measures/measures.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// What the pieces leave of each response time, the greatest; and the mean by activity.
class Pieces final : public Recorder {
 public:
  void answer(const AnswerRecord& record) override {
    auto left = record.answered - record.arrived;
    for (const auto& piece : record.pieces) {
      left -= piece.span;
      sums[static_cast<std::size_t>(piece.activity)] += seconds(piece.span);
    }
    least_left = std::min(least_left, left);
    most_left = std::max(most_left, left);
    ++answers;
  }

  std::vector<double> numbers() const {
    std::vector<double> numbers{answers, seconds(least_left), seconds(most_left)};
    for (const auto sum : sums) numbers.push_back(sum / answers);
    return numbers;
  }

 private:
  double answers = 0;
  Duration least_left{};
  Duration most_left{};
  std::array<double, activities> sums{};
};

/// Answers, the least and the most that pieces leave of a response, then means by activity.
std::vector<double> split(const Setup& setup) {
  auto scenario = scenario_of(setup);
  return forked([&] {
    Pieces pieces;
    run_here(std::move(scenario), "only", 0, pieces);
    return pieces.numbers();
  });
}

double mean(const std::vector<double>& numbers, Activity activity) {
  return numbers[3 + static_cast<std::size_t>(activity)];
}

}  // namespace

TEST_CASE("Time split: the pieces of each answer add up to its response time, to the nanosecond") {
  const std::string step = GENERATE(
      R"({ "work": { "kind": "exponential", "mean": "5ms" } })", R"({ "call": "b.run" })",
      R"({ "call": "b.run", "policies": [ { "kind": "retry", "attempts": 3, "base": "5ms" },
                                          { "kind": "timeout", "after": "8ms" } ] })",
      R"({ "call": "b.run", "policies": [ { "kind": "hedge", "after": "6ms" } ] })",
      R"({ "call": "b.run", "policies": [ { "kind": "bulkhead", "slots": 2, "queue": 50 } ] })",
      R"({ "call": "b.run",
           "policies": [ { "kind": "pool", "connections": 2, "connect": "2ms" } ] })",
      R"({ "call": "b.run", "policies": [ { "kind": "rate_limit", "rate": "60/s", "burst": 3,
                                            "wait": "1s" } ] })",
      R"({ "call": "b.run", "optional": true,
           "policies": [ { "kind": "deadline", "after": "6ms" } ] })",
      R"({ "sleep": "3ms" })",
      R"({ "parallel": [ { "call": "b.run" }, { "sleep": "4ms" }, { "call": "c.run" } ] })",
      R"({ "parallel": [ { "call": "b.run" }, { "call": "c.run" } ], "need": 1 })",
      R"({ "query": "data", "write": true, "lock": { "row": "exclusive", "named": "one" } })",
      R"({ "transaction": "data", "steps": [ { "query": "data", "write": true },
                                             { "work": "1ms" } ] })");
  const Setup setup{
      .length = "60s",
      .arrivals = poisson_at(50),
      .services = R"("a": { "workers": 2 }, "b": { "workers": 1 }, "c": { "workers": 2 })",
      .stores = R"("data": { "owner": "a", "connections": 2,
                             "time": { "kind": "exponential", "mean": "4ms" } })",
      .operations = R"("a.run": [ )" + step + R"(, { "effect": "done" },
                         { "query": "data", "probability": 0.5 },
                         { "call": "b.run", "probability": 0.3 },
                         { "call": "c.run", "probability": 0.3, "optional": true } ],
                       "b.run": [ { "work": { "kind": "exponential", "mean": "6ms" } } ],
                       "c.run": [ { "work": { "kind": "exponential", "mean": "3ms" } },
                                  { "error_rate": 0.05 } ])",
      .platform = R"("zones": { "rack": { "hosts": ["client", "a", "b", "c", "data"],
                                          "latency": "1ms" } })",
      .in_vain = true};
  INFO(step);
  const auto numbers = split(setup);
  CHECK(numbers[0] > 100);
  CHECK(numbers[1] == 0);
  CHECK(numbers[2] == 0);
}

TEST_CASE("Time split: in M/M/1 the wait is rho / (mu - lambda) and the work 1 / mu") {
  const Setup setup{
      .length = "4000s",
      .arrivals = poisson_at(50),
      .services = R"("a": { "workers": 1 })",
      .operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "10ms" } },
                                                { "effect": "done" } ])"};
  const auto numbers = split(setup);
  CHECK(mean(numbers, Activity::work) == Approx(0.01).epsilon(0.02));
  CHECK(mean(numbers, Activity::queue) == Approx(0.5 / (100 - 50)).epsilon(0.06));
}

TEST_CASE("Time split: what failed attempts took is a piece by itself") {
  const Setup setup{.length = "100s",
                    .arrivals = R"({ "kind": "constant", "rate": "1/s" })",
                    .services = R"("a": {}, "b": {})",
                    .operations = R"("a.run": [ { "call": "b.run", "optional": true,
                                    "policies": [ { "kind": "timeout", "after": "30ms" } ] },
                                  { "effect": "done" } ],
                       "b.run": [ { "work": "40ms" } ])",
                    .in_vain = true};
  CHECK(mean(split(setup), Activity::failure) == Approx(0.03));
}

TEST_CASE("Time split: the mean pieces add up to response_mean_s, in every window") {
  const Setup setup{
      .length = "60s",
      .arrivals = poisson_at(80),
      .services = R"("a": { "workers": 2 }, "b": { "workers": 1 })",
      .operations = R"("a.run": [ { "call": "b.run", "policies": [
                         { "kind": "retry", "attempts": 3, "base": "5ms" },
                         { "kind": "hedge", "after": "9ms" },
                         { "kind": "timeout", "after": "30ms" } ] }, { "effect": "done" } ],
                       "b.run": [ { "work": { "kind": "exponential", "mean": "6ms" } } ])",
      .faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 0.2, "at": "20s",
                     "for": "20s" })",
      .in_vain = true};
  const Replications runs(setup, 2);
  const auto mean = *find_measure("response_mean_s");
  for (const auto& summary : runs.summaries()) {
    const auto places = summary.times.size() / summary.measures.size();
    for (std::size_t slice = 0; slice < summary.measures.size(); ++slice) {
      double sum = 0;
      for (std::size_t place = 0; place < places; ++place)
        for (const auto piece : summary.times[slice * places + place]) sum += piece;
      CHECK(sum == Approx(summary.measures[slice][mean]).margin(1e-9).epsilon(0));
    }
  }
}
