#include "analysis/inside/fates.hpp"

namespace faultline {

void Fates::failure(const FailureRecord& record) {
  auto& fate = of(record.id);
  fate = no_fault;
  if (record.chain.empty()) return;
  const auto& root = record.chain.back();
  if (root.root != RootKind::fault && root.root != RootKind::ended_fault) return;
  fate = static_cast<std::uint8_t>(std::min<std::size_t>(first_fault + root.fault, UINT8_MAX));
}

}  // namespace faultline
