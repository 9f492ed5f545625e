#include "analysis/verdicts/cause_shares.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

namespace {

using Counts = std::vector<double>;  ///< by slice
using Chains = std::map<CauseChain, Counts>;
using Key = std::function<CauseChain(const CauseChain&)>;

void add(Counts& sum, const Counts& more) {
  sum.resize(std::max(sum.size(), more.size()));
  for (std::size_t i = 0; i < more.size(); ++i) sum[i] += more[i];
}

using Rows = std::vector<std::vector<double>> RunSummary::*;

Chains chains_of(const std::vector<std::vector<double>>& rows, const Key& key) {
  Chains chains;
  for (const auto& row : rows) {
    const auto length = static_cast<std::ptrdiff_t>(packed_length(row));
    add(chains[key(unpacked_chain(row))], {row.begin() + length, row.end()});
  }
  return chains;
}

/// Of each chain, in each run: its share of all of that run, by slice.
std::vector<CauseShare> shares_by(std::span<const RunSummary> runs, const Key& key,
                                  Rows rows = &RunSummary::causes) {
  std::vector<Chains> all;
  std::map<CauseChain, bool> seen;
  std::vector<Counts> failures(runs.size());
  for (std::size_t run = 0; run < runs.size(); ++run) {
    all.push_back(chains_of(runs[run].*rows, key));
    for (const auto& [chain, counts] : all.back()) {
      seen[chain] = true;
      add(failures[run], counts);
    }
  }
  std::vector<CauseShare> found;
  const auto slices = runs.empty() ? 0 : runs.front().measures.size();
  for (const auto& [chain, is_seen] : seen) {
    auto& cause = found.emplace_back(CauseShare{chain, {}});
    for (std::size_t slice = 0; slice < slices; ++slice) {
      std::vector<double> values;
      for (std::size_t run = 0; run < runs.size(); ++run) {
        if (failures[run].empty()) continue;
        const auto own = all[run].find(chain);
        values.push_back(
            ratio(own == all[run].end() ? 0 : own->second[slice], failures[run][slice]));
      }
      cause.shares.push_back(within(estimate(values), 0, 1));
    }
  }
  std::ranges::stable_sort(found, std::greater(), [](const CauseShare& cause) {
    return cause.shares.empty() ? 0 : cause.shares.front().mean;
  });
  return found;
}

}  // namespace

std::vector<CauseShare> cause_shares(std::span<const RunSummary> runs) {
  return shares_by(runs, [](const CauseChain& chain) { return chain; });
}

std::vector<CauseShare> incomplete_shares(std::span<const RunSummary> runs) {
  return shares_by(
      runs, [](const CauseChain& chain) { return chain; }, &RunSummary::incomplete_causes);
}

std::vector<CauseShare> fault_shares(std::span<const RunSummary> runs) {
  auto found = shares_by(runs, [](const CauseChain& chain) {
    const auto& root = chain.back();
    return is_fault(root.root) ? CauseChain{{Symptom::failed, 0, RootKind::fault, root.fault}}
                               : CauseChain{};
  });
  std::erase_if(found, [](const CauseShare& share) { return share.chain.empty(); });
  return found;
}

std::vector<CauseShare> sustained_shares(std::span<const RunSummary> runs) {
  auto found = shares_by(runs, [](const CauseChain& chain) {
    const auto& root = chain.back();
    return root.root == RootKind::ended_fault
               ? CauseChain{{Symptom::failed, 0, RootKind::ended_fault, 0, root.by}}
               : CauseChain{};
  });
  std::erase_if(found, [](const CauseShare& share) { return share.chain.empty(); });
  return found;
}

std::vector<CauseShare> root_shares(std::span<const RunSummary> runs) {
  return shares_by(runs, [](const CauseChain& chain) { return CauseChain{chain.back()}; });
}

}  // namespace faultline
