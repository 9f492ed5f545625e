#pragma once

#include <map>
#include <span>
#include <vector>

#include "analysis/traces/trace.hpp"

namespace faultline {

/// Which span belongs to which, in one trace.
class SpanTree {
 public:
  using Spans = std::vector<const SpanRecord*>;

  explicit SpanTree(const Trace& trace);

  /// In the order in which they began.
  const Spans& children(const SpanRecord& span) const { return among(children_, span); }
  /// Those that process what it published.
  const Spans& consumers(const SpanRecord& span) const { return among(consumers_, span); }
  /// Without a parent and without a publisher in the trace.
  const Spans& roots() const { return roots_; }
  /// What the client asked for; null in a trace without spans.
  const SpanRecord* request() const;
  /// How long what it processes was in the topic before; null where it is no consumer.
  const SpanRecord* stay_before(const SpanRecord& consumer) const;

 private:
  using ByNumber = std::map<std::uint32_t, Spans>;

  const Spans& among(const ByNumber& spans, const SpanRecord& span) const;

  ByNumber children_;
  ByNumber consumers_;
  Spans roots_;
  Spans none_;
};

/// What a span did, or waited for, for some time.
struct Stretch {
  Time from;
  Time to;
  Activity activity = Activity::work;
  const SpanRecord* child = nullptr;  ///< or the one whose end it waited for
};

/// All of its time from beginning to end. What it neither waited nor asked for it worked; of those
/// that it asked for at once the one that ends last counts.
std::vector<Stretch> stretches_of(const SpanTree& tree, const SpanRecord& span);

/// Where the response time of a request went. Together the pieces are as long: of a usable answer
/// those that the run recorded, of a failure what was under way at each instant.
std::vector<TimePiece> split(const Trace& trace);

}  // namespace faultline
