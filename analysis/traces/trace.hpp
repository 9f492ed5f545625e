#pragma once

#include <string>
#include <vector>

#include "sim/records/records.hpp"

namespace faultline {

/// One request in one design, span by span.
struct Trace {
  TransactionRecord transaction{};
  std::vector<SpanRecord> spans;  ///< by their beginning, a parent before its children
  std::vector<TimePiece> pieces;  ///< of its response time; none where the answer is not usable
  std::vector<CauseLink> causes;  ///< why that is not usable, from the symptom to the root

  /// Its client has an answer.
  bool answered() const { return transaction.answered < end_of_time; }
  bool well_answered() const { return answered() && usable(transaction.outcome); }
  /// When the last of its spans ended, or the client had its answer.
  Time ended() const;
};

/// The traced requests of one design, by their numbers.
struct TracedDesign {
  std::string name;
  RunFrame frame;
  std::vector<Trace> traces;

  /// Null where it is not among them: it never arrived.
  const Trace* find(std::uint64_t request) const;
};

}  // namespace faultline
