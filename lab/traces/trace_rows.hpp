#pragma once

#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"

namespace faultline {

/// What a stretch of a bar shows.
enum class Look : std::uint8_t { work, wait, network, pause, asks, stay, unwanted, decision };

inline constexpr int looks = 8;

struct BarPiece {
  Duration from;  ///< since the request arrived
  Duration to;
  Look look;
};

/// A line of a waterfall: one span with what it did and waited for.
struct TraceRow {
  std::size_t depth = 0;
  std::string label;
  std::vector<BarPiece> pieces;  ///< one behind the other
  std::string note;              ///< how it ended, or what it mostly waited for
  bool bad = false;              ///< it failed

  Duration from() const { return pieces.front().from; }
  Duration to() const { return pieces.back().to; }
};

/// The rows of a trace, from the client downwards; what processes an event stands below what
/// published it. Spans that say nothing by themselves are left out, and many alike are one row.
std::vector<TraceRow> rows_of(const Trace& trace, const RunFrame& frame);

}  // namespace faultline
