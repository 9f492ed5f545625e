#include "analysis/verdicts/counterfactual.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

namespace {

constexpr std::uint8_t ok = Fates::usable;
constexpr std::uint8_t load = Fates::no_fault;
constexpr std::uint8_t fault0 = Fates::first_fault;

}  // namespace

TEST_CASE("Counterfactual: who fails with the fault and not without it failed because of it") {
  const std::vector<Fates> with{Fates({ok, fault0, fault0, load, load, Fates::none})};
  const std::vector<Fates> without{Fates({ok, ok, load, load, ok, ok})};
  const auto proof = prove(with, without, 0);
  CHECK(proof.failed.mean == Approx(4 / 5.0));
  CHECK(proof.failed_without.mean == Approx(2 / 5.0));
  CHECK(proof.because.mean == Approx(2 / 5.0));
  CHECK(proof.blamed.mean == Approx(2 / 5.0));
  CHECK(proof.agreement.mean == Approx(2 / 4.0));
  CHECK(failed_share(with).mean == Approx(4 / 5.0));
}
