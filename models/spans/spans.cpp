#include "models/spans/spans.hpp"

#include <algorithm>

namespace faultline {

bool Tracing::takes(std::uint64_t request) const {
  if (one_in > 0 && mix(request) % one_in == 0) return true;
  return !requests.empty() && std::ranges::binary_search(requests, request);
}

Span& Spans::start(std::uint64_t request, const SpanSubject& subject, std::uint32_t parent) {
  auto& span = free ? *free : make_span();
  free = span.next_;
  span.asker_ = span.child_ = span.next_ = nullptr;
  span.trail_ = nullptr;
  span.request_ = request;
  span.began_ = now();
  span.subject_ = subject;
  span.try_ = 1;
  span.repeats_ = no_cause;
  span.number_ = SpanRecord::no_span;
  if (tracing_.takes(request)) span.set_number(parent);
  return span;
}

Span& Spans::start_for_client(std::uint64_t request) {
  auto& span = start(request, {.kind = SpanKind::request});
  span.keep_own_trail();
  return span;
}

Span& Spans::make_span() {
  auto& span = spans_.emplace_back();
  span.pool_ = this;
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
