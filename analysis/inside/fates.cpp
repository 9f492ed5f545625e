#include "analysis/inside/fates.hpp"

namespace faultline {

void Fates::failure(const FailureRecord& record) {
  auto& fate = of(record.id);
  fate = no_fault;
  if (record.chain.empty()) return;
  const auto& root = record.chain.back();
  if (!is_fault(root.root)) return;
  fate = static_cast<std::uint8_t>(std::min<std::size_t>(first_fault + root.fault, UINT8_MAX));
}

}  // namespace faultline
