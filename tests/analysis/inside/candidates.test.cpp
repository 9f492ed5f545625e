#include "analysis/inside/candidates.hpp"

#include <catch2/catch.hpp>

using namespace faultline;
using namespace std::chrono_literals;

namespace {

RunFrame frame() {
  RunFrame frame;
  frame.warm = Time{1s};
  frame.length = Time{1000s};
  return frame;
}

/// Request `id` arrives at `id` ms after the warm-up.
TransactionRecord request(std::uint64_t id, Duration response,
                          Outcome outcome = Outcome::succeeded) {
  const auto arrived = Time{1s} + id * 1ms;
  return {.id = id,
          .arrived = arrived,
          .answered = arrived + response,
          .completed = arrived + response,
          .outcome = outcome,
          .pending = false,
          .duplicates = 0};
}

}  // namespace

TEST_CASE("A run offers its slowest usable answers, the slowest first") {
  Candidates candidates(frame(), 0);
  for (std::uint64_t id = 0; id < 1000; ++id) candidates.transaction(request(id, (id + 1) * 1ms));
  candidates.transaction(request(1000, 5s, Outcome::timed_out));
  const auto offer = candidates.offer();
  REQUIRE(offer.slowest.size() == Candidates::most_slowest);
  CHECK(offer.slowest.front().request == 999);
  CHECK(offer.slowest.back().request == 1000 - Candidates::most_slowest);
}

TEST_CASE("A run offers a request within one per cent of the median response time") {
  Candidates candidates(frame(), 0);
  for (std::uint64_t id = 0; id < 1001; ++id) candidates.transaction(request(id, (id + 1) * 1ms));
  const auto median = candidates.offer().median;
  REQUIRE(median);
  CHECK(seconds(median->response) == Approx(0.501).epsilon(0.01));
}

TEST_CASE("A run offers some of each way to end, however many there are") {
  Candidates candidates(frame(), 0);
  for (std::uint64_t id = 0; id < 300; ++id) {
    candidates.transaction(request(3 * id, 1ms, Outcome::rejected));
    candidates.transaction(request(3 * id + 1, 1ms, Outcome::timed_out));
    auto unanswered = request(3 * id + 2, 1ms);
    unanswered.answered = end_of_time;
    candidates.transaction(unanswered);
  }
  candidates.transaction(request(900, 1ms, Outcome::rejected));
  const auto offer = candidates.offer();
  for (const auto ending : {Ending::rejected, Ending::timed_out, Ending::unanswered})
    CHECK(offer.by_ending[static_cast<std::size_t>(ending)].size() ==
          Candidates::most_of_an_ending);
  REQUIRE(offer.failure());
  CHECK(offer.failure()->request % 3 == 0);  // 301 were rejected, 300 ended in each other way
}

TEST_CASE("A share of the requests is the same in each design, and bounded") {
  Candidates fast(frame(), 10);
  Candidates slow(frame(), 10);
  for (std::uint64_t id = 0; id < 50'000; ++id) {
    fast.transaction(request(id, 1ms));
    slow.transaction(request(id, 1s, Outcome::failed));
  }
  const auto share = fast.offer().share;
  CHECK(share.size() == Candidates::most_of_a_share);
  const auto other = slow.offer().share;
  REQUIRE(other.size() == share.size());
  for (std::size_t i = 0; i < share.size(); ++i) CHECK(share[i].request == other[i].request);
}

TEST_CASE("Requests of the warm-up count as arrived, but are not offered") {
  Candidates candidates(frame(), 1);
  auto early = request(4, 1ms);
  early.arrived = Time{500ms};
  candidates.transaction(early);
  const auto offer = candidates.offer();
  CHECK(offer.arrived == 5);
  CHECK(offer.share.empty());
  CHECK_FALSE(offer.median);
}
