#include "lab/output/explanations/proving.hpp"

#include <numeric>
#include <span>

namespace faultline {

namespace {

/// Of one design, the first so many replications.
std::vector<Fates> fates_of(const std::vector<RunResult>& runs, std::size_t replications) {
  std::vector<Fates> fates;
  for (const auto& run : std::span(runs).first(replications)) fates.push_back(run.fates);
  return fates;
}

}  // namespace

std::optional<std::vector<DesignProofs>> prove(const Runs& with, const FaultsToProve& faults,
                                               const RunWithout& run) {
  std::vector<DesignProofs> proofs(with.results.size());
  std::vector<std::size_t> all(faults.all);
  std::iota(all.begin(), all.end(), 0);
  std::optional<Runs> without_any;
  for (const auto fault : faults.alone) {
    auto without = run({fault});
    if (without.interrupted) return std::nullopt;
    for (std::size_t i = 0; i < proofs.size(); ++i) {
      const auto replications = without.results[i].size();
      proofs[i].faults.push_back({fault, prove(fates_of(with.results[i], replications),
                                               fates_of(without.results[i], replications), fault)});
    }
    if (faults.all == 1) without_any = std::move(without);
  }
  if (!without_any && !all.empty()) without_any = run(all);
  if (without_any && without_any->interrupted) return std::nullopt;
  for (std::size_t i = 0; i < proofs.size(); ++i) {
    const auto& runs = (without_any ? *without_any : with).results[i];
    proofs[i].failed_without_any = failed_share(fates_of(runs, runs.size()));
  }
  return proofs;
}

}  // namespace faultline
