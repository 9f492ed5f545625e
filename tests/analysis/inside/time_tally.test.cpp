#include "analysis/inside/time_tally.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

namespace {

AnswerRecord answer(Duration response, const std::vector<TimePiece>& pieces) {
  return {.id = 0,
          .arrived = Time{1s},
          .answered = Time{1s} + response,
          .request_class = 0,
          .pieces = pieces};
}

constexpr auto work = static_cast<std::size_t>(Activity::work);
constexpr auto queue = static_cast<std::size_t>(Activity::queue);
constexpr auto other = static_cast<std::size_t>(Activity::other);

}  // namespace

TEST_CASE("Time tally: the mean of each place and activity, and what is left at the client") {
  TimeTally tally(3);
  const std::vector<TimePiece> pieces{{1, Activity::work, 3ms}, {2, Activity::queue, 4ms}};
  tally.answer(answer(10ms, pieces));
  tally.answer(answer(2ms, {}));
  const auto mean = tally.mean();
  CHECK(mean[1][work] == Approx(0.0015));
  CHECK(mean[2][queue] == Approx(0.002));
  CHECK(mean[0][other] == Approx((0.003 + 0.002) / 2));
}

TEST_CASE("Time tally: of a hundred answers the slowest hundredth is the slowest one") {
  TimeTally tally(1);
  const std::vector<TimePiece> fast{{0, Activity::work, 1ms}};
  const std::vector<TimePiece> slow{{0, Activity::queue, 1s}};
  for (int i = 0; i < 99; ++i) tally.answer(answer(1ms, fast));
  tally.answer(answer(1s, slow));
  const auto slowest = tally.mean_of_slowest(0.01);
  CHECK(slowest[0][queue] == Approx(1));
  CHECK(slowest[0][work] == 0);
  const auto half = tally.mean_of_slowest(0.5);
  CHECK(half[0][queue] == Approx(1.0 / 50));
  CHECK(half[0][work] == Approx(0.001 * 49 / 50));
}

TEST_CASE("Time tally: without an answer there is no value") {
  CHECK(std::isnan(TimeTally(1).mean()[0][work]));
}
