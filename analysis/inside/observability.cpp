#include "analysis/inside/observability.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/ratio.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

namespace {

/// What a tracing system would have a span of: no waits within one, and nothing that is only ours.
bool is_visible(SpanKind kind) {
  return kind != SpanKind::wait && kind != SpanKind::stay && kind != SpanKind::decision &&
         kind != SpanKind::branch && kind != SpanKind::background;
}

bool is_joined(SpanKind kind) { return kind == SpanKind::consume; }

}  // namespace

void ObservabilityTally::span(const SpanRecord& record) {
  if (!is_visible(record.kind) || !record.finished || !is_sampled(record.request)) return;
  auto found = requests_.find(record.request);
  if (found == requests_.end()) {
    if (requests_.size() == most) return;
    found = requests_.try_emplace(record.request).first;
    found->second.spans.reserve(usual);
  }
  auto& request = found->second;
  if (record.kind == SpanKind::request) {
    request.answered = record.began >= warm_ && record.began < length_;
    request.failed = !usable(record.outcome);
  }
  const auto what = std::uint64_t{record.operation} << 32 | std::uint64_t{record.place} << 8 |
                    static_cast<std::uint64_t>(record.kind);
  const bool unawaited = is_joined(record.kind) || record.abandoned < end_of_time ||
                         (record.parent == SpanRecord::no_span && record.kind != SpanKind::request);
  request.spans.push_back(
      {record.number, record.parent, mix(what), record.place, unawaited, is_joined(record.kind)});
}

/// Alike for two requests whose spans form the same tree, in whatever order they ended. Spans have
/// higher numbers than their parents.
std::uint64_t ObservabilityTally::path_of(std::vector<Kept>& spans) {
  std::ranges::sort(spans, {}, &Kept::number);
  std::uint64_t path = 0;
  for (auto span = spans.end(); span-- != spans.begin();) {
    const auto shape = mix(span->what);
    path += shape;
    const auto parent =
        std::ranges::lower_bound(spans.begin(), span, span->parent, {}, &Kept::number);
    if (parent != span && parent->number == span->parent) parent->what += shape;
  }
  return path;
}

Observability ObservabilityTally::result() const {
  double requests = 0, failed = 0, spans = 0, parts = 0, unawaited = 0, joins = 0;
  double spans_of_failed = 0;
  std::map<std::uint64_t, double> paths;
  std::vector<Kept> ordered;
  std::vector<std::uint16_t> places;
  for (const auto& [id, request] : requests_) {
    if (!request.answered) continue;
    const auto own = static_cast<double>(request.spans.size());
    ++requests;
    spans += own;
    failed += request.failed;
    if (request.failed) spans_of_failed += own;
    places.clear();
    for (const auto& span : request.spans) {
      places.push_back(span.place);
      unawaited += span.unawaited;
      joins += span.joins;
    }
    std::ranges::sort(places);
    parts += static_cast<double>(std::ranges::unique(places).begin() - places.begin()) - 1;
    ordered = request.spans;
    ++paths[path_of(ordered)];
  }
  double entropy = 0;
  for (const auto& [path, count] : paths) entropy -= count / requests * std::log2(count / requests);
  return {.spans = ratio(spans, requests),
          .parts = ratio(parts, requests),
          .paths = requests > 0 ? static_cast<double>(paths.size()) : no_value,
          .path_entropy = requests > 0 ? entropy : no_value,
          .unawaited = ratio(unawaited, spans),
          .joins = ratio(joins, requests),
          .spans_of_failed = ratio(spans_of_failed, failed)};
}

}  // namespace faultline
