#include "analysis/traces/span_tree.hpp"

#include <set>

namespace faultline {

SpanTree::SpanTree(const Trace& trace) {
  std::set<std::uint32_t> numbers;
  for (const auto& span : trace.spans) numbers.insert(span.number);
  for (const auto& span : trace.spans)
    if (numbers.contains(span.parent))
      children_[span.parent].push_back(&span);
    else if (numbers.contains(span.link))
      consumers_[span.link].push_back(&span);
    else
      roots_.push_back(&span);
}

const SpanRecord* SpanTree::request() const {
  for (const auto* root : roots_)
    if (root->kind == SpanKind::request) return root;
  return nullptr;
}

const SpanRecord* SpanTree::stay_before(const SpanRecord& consumer) const {
  const auto found = children_.find(consumer.link);
  if (consumer.kind != SpanKind::consume || found == children_.end()) return nullptr;
  for (const auto* span : found->second)
    if (span->kind == SpanKind::stay && span->number == consumer.number + 1) return span;
  return nullptr;
}

auto SpanTree::among(const ByNumber& spans, const SpanRecord& span) const -> const Spans& {
  const auto found = spans.find(span.number);
  return found == spans.end() ? none_ : found->second;
}

}  // namespace faultline
