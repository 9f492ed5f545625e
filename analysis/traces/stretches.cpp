#include <algorithm>
#include <set>

#include "analysis/traces/span_tree.hpp"

namespace faultline {

namespace {

bool is_asked(const SpanRecord& span) {
  switch (span.kind) {
    case SpanKind::call:
    case SpanKind::query:
    case SpanKind::publish:
    case SpanKind::branch:
      return true;
    default:
      return false;
  }
}

Time waited_until(const SpanRecord& child) { return std::min(child.ended, child.abandoned); }

/// What it does between two instants at which nothing begins or ends.
Stretch stretch(const SpanTree::Spans& children, Time from, Time to) {
  Stretch found{.from = from, .to = to};
  for (const auto* child : children) {
    if (child->began > from || waited_until(*child) < to) continue;
    if (child->kind == SpanKind::wait && !found.child && child->activity != Activity::work)
      found.activity = child->activity;
    if (is_asked(*child) && (!found.child || child->ended > found.child->ended))
      found.child = child;
  }
  return found;
}

void append(std::vector<Stretch>& stretches, const Stretch& next) {
  if (!stretches.empty() && stretches.back().child == next.child &&
      (next.child || stretches.back().activity == next.activity))
    stretches.back().to = next.to;
  else
    stretches.push_back(next);
}

class Splitting {
 public:
  explicit Splitting(const SpanTree& tree) : tree_(tree) {}

  void add(const SpanRecord& span, Time from, Time to) {
    for (const auto& stretch : stretches_of(tree_, span)) {
      const auto begins = std::max(from, stretch.from);
      const auto ends = std::min(to, stretch.to);
      if (begins >= ends) continue;
      if (stretch.child)
        add(*stretch.child, begins, ends);
      else
        pieces.push_back({span.place, stretch.activity, ends - begins});
    }
  }

  std::vector<TimePiece> pieces;

 private:
  const SpanTree& tree_;
};

}  // namespace

std::vector<Stretch> stretches_of(const SpanTree& tree, const SpanRecord& span) {
  const auto& children = tree.children(span);
  std::set<Time> instants{span.began, span.ended};
  for (const auto* child : children)
    for (const auto at : {child->began, waited_until(*child)})
      if (at > span.began && at < span.ended) instants.insert(at);
  std::vector<Stretch> stretches;
  for (auto to = instants.begin(); to != instants.end(); ++to)
    if (to != instants.begin()) append(stretches, stretch(children, *std::prev(to), *to));
  return stretches;
}

std::vector<TimePiece> split(const Trace& trace) {
  if (trace.well_answered()) return trace.pieces;
  const SpanTree tree(trace);
  Splitting splitting(tree);
  if (const auto* request = tree.request()) splitting.add(*request, request->began, request->ended);
  return splitting.pieces;
}

}  // namespace faultline
