#include "models/spans/spans.hpp"

#include <algorithm>

namespace faultline {

bool Tracing::takes(std::uint64_t request) const {
  if (one_in > 0 && mix(request) % one_in == 0) return true;
  return !requests.empty() && std::ranges::binary_search(requests, request);
}

Trail& Spans::take_trail() {
  if (free_trails_.empty()) return *trails_.emplace_back(std::make_unique<Trail>());
  auto& trail = *free_trails_.back();
  free_trails_.pop_back();
  trail.clear();
  return trail;
}

}  // namespace faultline
