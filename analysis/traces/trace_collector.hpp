#pragma once

#include <map>
#include <vector>

#include "analysis/traces/trace.hpp"

namespace faultline {

/// Collects the spans of the traced requests of a run.
class TraceCollector final : public Recorder {
 public:
  /// Of these requests only, in ascending order.
  explicit TraceCollector(const std::vector<std::uint64_t>& requests);

  void transaction(const TransactionRecord& record) override;
  void answer(const AnswerRecord& record) override;
  void failure(const FailureRecord& record) override;
  void incomplete(const IncompleteRecord& record) override;
  void span(const SpanRecord& record) override;

  /// Those that arrived.
  std::vector<Trace> traces() const;

 private:
  Trace* find(std::uint64_t request);

  std::map<std::uint64_t, Trace> traces_;
};

}  // namespace faultline
