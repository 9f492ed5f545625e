#include "analysis/inside/cause_tally.hpp"

#include <algorithm>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

namespace {

constexpr std::size_t numbers_per_link = 5;
constexpr CauseLink not_known{Symptom::failed, 0, RootKind::unknown};

}  // namespace

std::vector<std::uint64_t>& CauseTally::counts_of(const CauseChain& chain) {
  const auto found = counts_.find(chain);
  if (found != counts_.end()) return found->second;
  const CauseChain key = counts_.size() < most ? chain : CauseChain{chain.back()};
  return counts_.try_emplace(key, slices_).first->second;
}

void CauseTally::failure(const FailureRecord& record, std::size_t asked,
                         const std::vector<std::size_t>& slices) {
  add(record.chain, slices);
  const auto& root = record.chain.empty() ? not_known : record.chain.back();
  if (root.place != 0 && root.place != asked)
    for (const auto slice : slices) ++failures_[slice].elsewhere;
  if (!is_fault(root.root)) return;
  first_failure_[root.fault] = std::min(first_failure_[root.fault], record.answered);
  last_failure_[root.fault] = std::max(last_failure_[root.fault], record.answered);
}

void CauseTally::add(std::span<const CauseLink> chain, const std::vector<std::size_t>& slices) {
  CauseChain known(chain.begin(), chain.end());
  if (known.empty()) known.push_back(not_known);
  auto& counts = counts_of(known);
  for (const auto slice : slices) {
    ++counts[slice];
    auto& failures = failures_[slice];
    ++failures.all;
    failures.by_fault += is_fault(known.back().root);
    failures.by_active += known.back().root == RootKind::fault;
    failures.links += known.size();
  }
}

std::vector<std::vector<double>> CauseTally::rows() const {
  std::vector<std::vector<double>> rows;
  for (const auto& [chain, counts] : counts_) {
    auto& row = rows.emplace_back(packed(chain));
    for (const auto count : counts) row.push_back(static_cast<double>(count));
  }
  return rows;
}

double CauseTally::share_by_fault(std::size_t slice) const {
  const auto& failures = failures_[slice];
  return ratio(static_cast<double>(failures.by_fault), static_cast<double>(failures.all));
}

double CauseTally::share_with_fault(std::size_t slice) const {
  const auto& failures = failures_[slice];
  return ratio(static_cast<double>(failures.by_active), static_cast<double>(failures.by_fault));
}

double CauseTally::mean_depth(std::size_t slice) const {
  const auto& failures = failures_[slice];
  return ratio(static_cast<double>(failures.links), static_cast<double>(failures.all));
}

std::vector<double> packed(const CauseChain& chain) {
  std::vector<double> row{static_cast<double>(chain.size())};
  for (const auto& link : chain)
    row.insert(row.end(), {static_cast<double>(link.symptom), static_cast<double>(link.place),
                           static_cast<double>(link.root), static_cast<double>(link.fault),
                           static_cast<double>(link.by)});
  return row;
}

std::size_t packed_length(const std::vector<double>& row) {
  return 1 + static_cast<std::size_t>(row.front()) * numbers_per_link;
}

CauseChain unpacked_chain(const std::vector<double>& row) {
  CauseChain chain;
  for (std::size_t i = 1; i < packed_length(row); i += numbers_per_link)
    chain.push_back({static_cast<Symptom>(row[i]), static_cast<std::uint16_t>(row[i + 1]),
                     static_cast<RootKind>(row[i + 2]), static_cast<std::uint16_t>(row[i + 3]),
                     static_cast<Sustained>(row[i + 4])});
  return chain;
}

}  // namespace faultline
