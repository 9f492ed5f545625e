#include "models/data/versions.hpp"

#include <utility>

namespace faultline {

bool Versions::changed_since(const Row& row, std::uint64_t number) const {
  const auto found = rows_.find(row);
  return found != rows_.end() && found->second.back() >= number;
}

std::uint64_t Versions::overwrite(const Row& row, std::uint64_t since) {
  const auto found = rows_.find(row);
  if (found == rows_.end()) return 0;
  std::uint64_t lost = 0;
  const auto& numbers = found->second;
  for (auto number = numbers.rbegin(); number != numbers.rend() && *number >= since; ++number)
    lost += !std::exchange(changes_[*number - first_].lost, true);
  return lost;
}

void Versions::change(const Row& row) {
  rows_[row].push_back(next());
  changes_.push_back({row});
}

void Versions::forget_before(std::uint64_t number) {
  for (; !changes_.empty() && first_ < number; ++first_) {
    const auto found = rows_.find(changes_.front().row);
    found->second.pop_front();
    if (found->second.empty()) rows_.erase(found);
    changes_.pop_front();
  }
}

}  // namespace faultline
