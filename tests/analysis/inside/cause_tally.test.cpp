#include "analysis/inside/cause_tally.hpp"

#include <catch2/catch.hpp>

#include "analysis/verdicts/cause_shares.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t asked = 1;

const CauseChain by_fault{{Symptom::failed, 1}, {Symptom::down, 2, RootKind::fault, 0}};
const CauseChain by_load{{Symptom::queue_full, 1}, {Symptom::working, 1, RootKind::load}};

FailureRecord failure(const CauseChain& chain, Time answered = Time{5s}) {
  return {.id = 0,
          .arrived = Time{4s},
          .answered = answered,
          .outcome = Outcome::failed,
          .request_class = 0,
          .chain = chain};
}

}  // namespace

TEST_CASE("Cause tally: shares and depth are of the failures of a slice") {
  CauseTally tally(2, 1);
  for (int i = 0; i < 3; ++i) tally.failure(failure(by_fault), asked, {0, 1});
  tally.failure(failure(by_load), asked, {0});
  CHECK(tally.share_by_fault(0) == 0.75);
  CHECK(tally.share_by_fault(1) == 1);
  CHECK(tally.mean_depth(0) == 2);
}

TEST_CASE("Cause tally: what fails because of another part than the one asked is counted") {
  CauseTally tally(1, 1);
  for (int i = 0; i < 3; ++i) tally.failure(failure(by_fault), asked, {0});
  tally.failure(failure(by_load), asked, {0});
  tally.failure(failure({{Symptom::timed_out, 0, RootKind::limit}}), asked, {0});
  CHECK(tally.elsewhere(0) == 3);
}

TEST_CASE("Cause tally: failures while the fault is active are told from those that outlive it") {
  CauseTally tally(1, 1);
  const CauseChain outlived{{Symptom::queued, 1, RootKind::ended_fault, 0, Sustained::retries}};
  tally.failure(failure(by_fault), asked, {0});
  for (int i = 0; i < 3; ++i) tally.failure(failure(outlived), asked, {0});
  tally.failure(failure(by_load), asked, {0});
  CHECK(tally.share_with_fault(0) == 0.25);
}

TEST_CASE("Cause tally: the first and the last failure by a fault are known") {
  CauseTally tally(1, 1);
  CHECK(tally.first_failure(0) == end_of_time);
  for (const auto answered : {Time{7s}, Time{3s}, Time{9s}})
    tally.failure(failure(by_fault, answered), asked, {0});
  CHECK(tally.first_failure(0) == Time{3s});
  CHECK(tally.last_failure(0) == Time{9s});
}

TEST_CASE("Cause tally: a chain comes back as it was packed") {
  CHECK(unpacked_chain(packed(by_fault)) == by_fault);
  CHECK(packed_length(packed(by_load)) == 1 + 2 * 5);
}

TEST_CASE("Cause shares: a chain's share is averaged over the runs in which anything failed") {
  const auto run = [](int faults, int loads) {
    CauseTally tally(1, 1);
    for (int i = 0; i < faults; ++i) tally.failure(failure(by_fault), asked, {0});
    for (int i = 0; i < loads; ++i) tally.failure(failure(by_load), asked, {0});
    RunSummary summary;
    summary.measures.resize(1);
    summary.causes = tally.rows();
    return summary;
  };
  const std::vector<RunSummary> runs{run(3, 1), run(1, 1), run(0, 0)};
  const auto shares = cause_shares(runs);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].chain == by_fault);
  CHECK(shares[0].shares[0].mean == Approx((0.75 + 0.5) / 2));
  CHECK(shares[0].shares[0].n == 2);
  CHECK(root_shares(runs)[0].chain == CauseChain{by_fault.back()});
}
