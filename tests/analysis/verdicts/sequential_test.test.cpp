#include "analysis/verdicts/sequential_test.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

using namespace faultline;

namespace {

using SequentialDecision = SequentialTest::Decision;

SequentialDecision after(const std::vector<bool>& answers, const SequentialPlan& plan = {}) {
  SequentialTest test(plan);
  for (const auto answer : answers) test.add(answer);
  return test.decision();
}

struct Course {
  double mostly;        ///< share of the tests that decide so
  double observations;  ///< mean number
};

/// Many tests of something that happens with this probability.
Course course_at(double probability) {
  constexpr int tests = 20000;
  Course course{0, 0};
  std::uint64_t draw = 0;
  for (int i = 0; i < tests; ++i) {
    SequentialTest test(SequentialPlan{.most = 1000});
    while (test.decision() == SequentialDecision::open) {
      draw = draw * 6364136223846793005ULL + 1442695040888963407ULL;
      test.add(static_cast<double>(draw >> 11) / 9007199254740992.0 < probability);
      ++course.observations;
    }
    course.mostly += test.decision() == SequentialDecision::mostly;
  }
  return {course.mostly / tests, course.observations / tests};
}

}  // namespace

TEST_CASE("A lead of two answers decides the sequential test") {
  CHECK(after({true}) == SequentialDecision::open);
  CHECK(after({true, true}) == SequentialDecision::mostly);
  CHECK(after({false, false}) == SequentialDecision::rarely);
  CHECK(after({true, false, true}) == SequentialDecision::open);
  CHECK(after({true, false, true, true}) == SequentialDecision::mostly);
}

TEST_CASE("A sequential test with no observation left goes by the majority") {
  const SequentialPlan plan{.most = 3};
  CHECK(after({true, false, true}, plan) == SequentialDecision::mostly);
  CHECK(after({false, true, false}, plan) == SequentialDecision::rarely);
  CHECK(after({true, false}, {.most = 2}) == SequentialDecision::rarely);
}

TEST_CASE("A sequential test errs as rarely as the gambler's ruin says") {
  // 1 / (1 + (0.85 / 0.15)^2) = 0.0302, which is below the 5 % that it is asked for.
  const auto error = 1 / (1 + (0.85 / 0.15) * (0.85 / 0.15));
  CHECK(error < 0.05);
  CHECK(course_at(0.15).mostly == Approx(error).margin(0.004));
  CHECK(1 - course_at(0.85).mostly == Approx(error).margin(0.004));
}

TEST_CASE("A sequential test takes longest where either answer is right") {
  // A walk from 0 to 2 or -2 takes 4 steps on average at p = 1/2, and at p = 0.15, by Wald's
  // identity, 2 (1 - 2 x 0.0302) / (1 - 2 x 0.15) = 2.68.
  CHECK(course_at(0.5).observations == Approx(4).margin(0.1));
  CHECK(course_at(0.15).observations == Approx(2.68).margin(0.05));
  CHECK(course_at(0).observations == 2);
}
