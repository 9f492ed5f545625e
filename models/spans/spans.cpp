#include "models/spans/spans.hpp"

#include <algorithm>

namespace faultline {

bool Tracing::takes(std::uint64_t request) const {
  if (one_in > 0 && mix(request) % one_in == 0) return true;
  return !requests.empty() && std::ranges::binary_search(requests, request);
}

SpanNotes& Spans::take_notes() {
  if (free_notes_.empty()) return notes_.emplace_back();
  auto& notes = *free_notes_.back();
  free_notes_.pop_back();
  notes = {};
  return notes;
}

Trail& Spans::take_trail() {
  if (free_trails_.empty()) return *trails_.emplace_back(std::make_unique<Trail>());
  auto& trail = *free_trails_.back();
  free_trails_.pop_back();
  trail.clear();
  return trail;
}

}  // namespace faultline
