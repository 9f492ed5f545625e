#include "analysis/measures/dominoes.hpp"

#include <catch2/catch.hpp>

#include "analysis/verdicts/replications.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// a asks d, then b, which asks c. The last one of the chain has this fault from 60
/// s to 80 s.
Setup chain(const std::string& fault) {
  const std::string work = R"({ "work": { "kind": "exponential", "mean": "2ms" } })";
  return {.length = "100s",
          .arrivals = poisson_at(50),
          .services = R"("a": { "workers": 50 }, "b": { "workers": 50 }, "c": { "workers": 50 },)"
                      R"( "d": { "workers": 50 })",
          .operations = R"("a.run": [ { "call": "d.run" }, { "call": "b.run" }, )" + work +
                        R"(, { "effect": "done" } ], "b.run": [ { "call": "c.run", "policies": [)"
                        R"( { "kind": "retry", "attempts": 3, "backoff": "fixed",)"
                        R"( "base": "10ms", "jitter": "none" } ] }, )" +
                        work + R"( ], "c.run": [ )" + work + R"( ], "d.run": [ )" + work + " ]",
          .faults =
              R"({ "name": "trouble", "target": "c", "at": "60s", "for": "20s", )" + fault + " }"};
}

class Fallen {
 public:
  explicit Fallen(const Setup& setup)
      : parts_(course_parts(frame_of(scenario_of(setup), "only"))),
        rows_(estimate_table(Replications(setup, 3).summaries(), &RunSummary::dominoes)) {}

  double operator()(const std::string& part, std::string_view column) const {
    const auto& row = rows_.at(index_among(parts_, "service " + part));
    return row.at(index_among(domino_columns, column)).mean;
  }

 private:
  std::vector<std::string> parts_;
  Cells rows_;
};

}  // namespace

TEST_CASE("A crashed leaf of a chain falls first, then each caller after the one that it asks") {
  const Fallen fallen(chain(R"("kind": "crash")"));
  for (const auto* part : {"a", "b", "c"}) {
    CHECK(fallen(part, "touched") == 1);
    CHECK(fallen(part, "by_failures") == 1);
  }
  // The next of 50 requests a second comes at once; b tries three times, 10 ms apart, and gives up.
  CHECK(fallen("c", "left_after_s") < 0.1);
  CHECK(fallen("b", "left_after_s") == Approx(fallen("c", "left_after_s") + 0.02));
  CHECK(fallen("a", "left_after_s") == fallen("b", "left_after_s"));
  CHECK(fallen("c", "position") == 1);
  CHECK(fallen("b", "position") == 2);
  CHECK(fallen("a", "position") == 3);
}

TEST_CASE("Each hop multiplies the attempts by its retries, and only while the fault is active") {
  const Fallen fallen(chain(R"("kind": "crash")"));
  CHECK(fallen("c", "amplification") == Approx(3).epsilon(0.01));
  CHECK(fallen("b", "amplification") == 1);
  CHECK(fallen("c", "amplification_before") == 1);
}

TEST_CASE("A slow leaf makes itself and its callers slow, in this order") {
  const Fallen fallen(chain(R"("kind": "slow", "factor": 20)"));
  for (const auto* part : {"a", "b", "c"}) CHECK(fallen(part, "by_slowness") == 1);
  CHECK(fallen("c", "left_after_s") <= fallen("b", "left_after_s"));
  CHECK(fallen("b", "left_after_s") <= fallen("a", "left_after_s"));
}

TEST_CASE("Parts that have nothing to do with a fault are never touched") {
  const Fallen fallen(chain(R"("kind": "crash")"));
  CHECK(fallen("d", "touched") == 0);
}
