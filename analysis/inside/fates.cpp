#include "analysis/inside/fates.hpp"

namespace faultline {

void Fates::fails(std::uint64_t id, std::span<const CauseLink> chain) {
  auto& fate = of(id);
  fate = no_fault;
  if (chain.empty()) return;
  const auto& root = chain.back();
  if (!is_fault(root.root)) return;
  fate = static_cast<std::uint8_t>(std::min<std::size_t>(first_fault + root.fault, UINT8_MAX));
}

}  // namespace faultline
