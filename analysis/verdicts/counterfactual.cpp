#include "analysis/verdicts/counterfactual.hpp"

#include <algorithm>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

namespace {

/// The counts of one replication.
struct Counts {
  double answered = 0;
  double failed = 0;
  double failed_without = 0;
  double because = 0;
  double blamed = 0;
  double agreed = 0;
};

Counts count(const Fates& with, const Fates& without, std::size_t fault) {
  Counts counts;
  const auto own = std::min<std::size_t>(Fates::first_fault + fault, UINT8_MAX);
  for (std::size_t request = 0; request < with.size(); ++request) {
    if (with[request] == Fates::none) continue;
    ++counts.answered;
    const bool fails_without = has_failed(without[request]);
    counts.failed_without += fails_without;
    if (!has_failed(with[request])) continue;
    const bool blamed = with[request] == own;
    ++counts.failed;
    counts.because += !fails_without;
    counts.blamed += blamed;
    counts.agreed += blamed != fails_without;
  }
  return counts;
}

Estimate share(const std::vector<Counts>& runs, double Counts::*part, double Counts::*whole) {
  std::vector<double> values;
  for (const auto& run : runs) values.push_back(ratio(run.*part, run.*whole));
  return within(estimate(values), 0, 1);
}

}  // namespace

Proof prove(std::span<const Fates> with, std::span<const Fates> without, std::size_t fault) {
  std::vector<Counts> runs;
  for (std::size_t i = 0; i < with.size(); ++i) runs.push_back(count(with[i], without[i], fault));
  return {share(runs, &Counts::failed, &Counts::answered),
          share(runs, &Counts::failed_without, &Counts::answered),
          share(runs, &Counts::because, &Counts::answered),
          share(runs, &Counts::blamed, &Counts::answered),
          share(runs, &Counts::agreed, &Counts::failed)};
}

Estimate failed_share(std::span<const Fates> runs) {
  std::vector<double> values;
  for (const auto& run : runs) {
    const auto& fates = run.bytes();
    const auto answered =
        std::ranges::count_if(fates, [](auto fate) { return fate != Fates::none; });
    const auto failed = std::ranges::count_if(fates, has_failed);
    values.push_back(ratio(static_cast<double>(failed), static_cast<double>(answered)));
  }
  return within(estimate(values), 0, 1);
}

}  // namespace faultline
