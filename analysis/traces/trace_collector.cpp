#include "analysis/traces/trace_collector.hpp"

#include <algorithm>
#include <tuple>

namespace faultline {

TraceCollector::TraceCollector(const std::vector<std::uint64_t>& requests) {
  const Trace nothing{
      .transaction = {.arrived = end_of_time}, .spans = {}, .pieces = {}, .causes = {}};
  for (const auto request : requests) traces_.emplace(request, nothing);
}

void TraceCollector::transaction(const TransactionRecord& record) {
  if (auto* trace = find(record.id)) trace->transaction = record;
}

void TraceCollector::answer(const AnswerRecord& record) {
  if (auto* trace = find(record.id))
    trace->pieces.assign(record.pieces.begin(), record.pieces.end());
}

void TraceCollector::failure(const FailureRecord& record) {
  if (auto* trace = find(record.id)) trace->causes.assign(record.chain.begin(), record.chain.end());
}

void TraceCollector::incomplete(const IncompleteRecord& record) {
  if (auto* trace = find(record.id)) trace->causes.assign(record.chain.begin(), record.chain.end());
}

void TraceCollector::span(const SpanRecord& record) {
  if (auto* trace = find(record.request)) trace->spans.push_back(record);
}

Trace* TraceCollector::find(std::uint64_t request) {
  const auto found = traces_.find(request);
  return found == traces_.end() ? nullptr : &found->second;
}

std::vector<Trace> TraceCollector::traces() const {
  std::vector<Trace> traces;
  for (const auto& [request, trace] : traces_) {
    if (trace.transaction.arrived == end_of_time) continue;
    traces.push_back(trace);
    std::ranges::sort(traces.back().spans, {}, [](const SpanRecord& span) {
      return std::tuple(span.began, span.parent, span.number);
    });
  }
  return traces;
}

}  // namespace faultline
