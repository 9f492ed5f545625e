#include "models/spans/spans.hpp"

#include <algorithm>

namespace faultline {

bool Tracing::takes(std::uint64_t request) const {
  if (one_in > 0 && mix(request) % one_in == 0) return true;
  return !requests.empty() && std::ranges::binary_search(requests, request);
}

Span& Spans::open(std::uint64_t request, const SpanSubject& subject, std::uint32_t parent) {
  auto& span = take();
  span.request_ = request;
  span.began_ = now();
  span.subject_ = subject;
  span.parent_ = parent;
  if (tracing_.takes(request)) span.number_ = next_number();
  return span;
}

Span& Spans::open_for_client(std::uint64_t request) {
  auto& span = open(request, {.kind = SpanKind::request});
  span.keep_own_trail();
  return span;
}

/// As good as new.
Span& Spans::take() {
  if (!free_) {
    auto& span = spans_.emplace_back();
    span.spans_ = this;
    return span;
  }
  auto& span = *free_;
  free_ = span.next_;
  std::destroy_at(&span);
  std::construct_at(&span);
  span.spans_ = this;
  return span;
}

Trail& Spans::take_trail() {
  if (free_trails_.empty()) return *trails_.emplace_back(std::make_unique<Trail>());
  auto& trail = *free_trails_.back();
  free_trails_.pop_back();
  trail.clear();
  return trail;
}

}  // namespace faultline
