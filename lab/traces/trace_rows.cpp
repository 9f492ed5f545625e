#include "lab/traces/trace_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/traces/span_tree.hpp"
#include "lab/text/short_time.hpp"
#include "lab/traces/span_words.hpp"

namespace faultline {

namespace {

constexpr std::size_t alike_in_one_row = 4;  ///< from so many on

Look look_of(const Stretch& stretch) {
  if (stretch.child) return Look::asks;
  switch (stretch.activity) {
    case Activity::work:
      return Look::work;
    case Activity::network:
      return Look::network;
    case Activity::pause:
      return Look::pause;
    default:
      return Look::wait;
  }
}

class Rows {
 public:
  Rows(const Trace& trace, const RunFrame& frame) : trace_(trace), frame_(frame), tree_(trace) {}

  std::vector<TraceRow> of_all() {
    add_all(shown_of(tree_.roots()), 0);
    return std::move(rows_);
  }

 private:
  void add_all(const SpanTree::Spans& spans, std::size_t depth) {
    for (auto span = spans.begin(); span != spans.end();) {
      const auto alike = count_alike(span, spans.end());
      if (alike >= alike_in_one_row) {
        add_as_one({span, span + static_cast<std::ptrdiff_t>(alike)}, depth);
        span += static_cast<std::ptrdiff_t>(alike);
      } else {
        add(**span++, depth);
      }
    }
  }

  std::size_t count_alike(SpanTree::Spans::const_iterator first,
                          SpanTree::Spans::const_iterator last) const {
    if (!is_plain(**first)) return 1;
    const auto other = std::find_if(first, last, [&](const auto* span) {
      return !is_plain(*span) || label_of(*span) != label_of(**first);
    });
    return static_cast<std::size_t>(other - first);
  }

  /// Has a row of its own: an event in its topic stands before what processes it.
  bool is_shown(const SpanRecord& span) const {
    if (span.kind == SpanKind::stay) return frame_.places[span.place].starts_with("store ");
    return span.kind != SpanKind::wait;
  }

  /// It ended well, and there is nothing below it.
  bool is_plain(const SpanRecord& span) const {
    return (span.kind == SpanKind::call || span.kind == SpanKind::query ||
            span.kind == SpanKind::publish) &&
           span.outcome == Outcome::succeeded && span.abandoned == end_of_time &&
           std::ranges::none_of(tree_.children(span), [&](auto* one) { return is_shown(*one); }) &&
           tree_.consumers(span).empty();
  }

  void add_as_one(const SpanTree::Spans& spans, std::size_t depth) {
    TraceRow row{.depth = depth,
                 .label = fmt::format("{}, {} times", label_of(*spans.front()), spans.size()),
                 .pieces = {}};
    for (const auto* span : spans) add_pieces(row, *span);
    rows_.push_back(std::move(row));
  }

  void add(const SpanRecord& span, std::size_t depth) {
    if (span.kind == SpanKind::decision) return add_decision(span, depth);
    const auto& own = *processed(span);
    TraceRow row{.depth = depth, .label = label_of(span), .pieces = {}};
    if (span.kind == SpanKind::stay) {
      row.pieces.push_back({since_arrival(span.began), since_arrival(span.ended), Look::stay});
    } else {
      add_stay(row, span);
      add_pieces(row, own);
      add_note(row, own);
    }
    rows_.push_back(std::move(row));
    auto below = shown_of(tree_.children(own));
    for (const auto* consumer : tree_.consumers(own)) below.push_back(consumer);
    add_all(below, depth + 1);
  }

  /// Those with a row of their own; what only holds others gives way to these.
  SpanTree::Spans shown_of(const SpanTree::Spans& spans) const {
    SpanTree::Spans shown;
    for (const auto* span : spans) {
      if (!is_shown(*span)) continue;
      const bool holds =
          span->kind == SpanKind::branch || span->kind == SpanKind::background ||
          (span->kind == SpanKind::call && span->operation == SpanRecord::no_operation);
      const auto within = holds ? shown_of(tree_.children(*span)) : SpanTree::Spans{};
      if (within.empty())
        shown.push_back(span);
      else
        shown.insert(shown.end(), within.begin(), within.end());
    }
    std::ranges::stable_sort(shown, {}, &SpanRecord::began);
    return shown;
  }

  /// What a consumer does, where that is one operation; otherwise the span itself.
  const SpanRecord* processed(const SpanRecord& span) const {
    const auto& children = tree_.children(span);
    if (span.kind != SpanKind::consume) return &span;
    const SpanRecord* only = nullptr;
    for (const auto* child : children) {
      if (!is_shown(*child)) continue;
      if (only || child->kind != SpanKind::call) return &span;
      only = child;
    }
    return only ? only : &span;
  }

  std::string label_of(const SpanRecord& span) const {
    const auto& own = *processed(span);
    auto label = title_of(own, frame_);
    if (span.kind == SpanKind::consume) {
      if (&own != &span) label = "→ " + label;
      if (const auto number = delivery(span); number > 1) label += fmt::format(", try {}", number);
    } else if (span.attempt > 1) {
      label += fmt::format(", try {}", span.attempt);
    }
    return label;
  }

  /// Which time this consumer has the event.
  std::size_t delivery(const SpanRecord& consumer) const {
    return 1 + static_cast<std::size_t>(
                   std::ranges::count_if(trace_.spans, [&](const SpanRecord& span) {
                     return span.kind == SpanKind::consume && span.link == consumer.link &&
                            span.place == consumer.place &&
                            operation_in(span) == operation_in(consumer) &&
                            span.number < consumer.number;
                   }));
  }
  std::uint32_t operation_in(const SpanRecord& consumer) const {
    return processed(consumer)->operation;
  }

  Duration since_arrival(Time at) const { return at - trace_.transaction.arrived; }

  void add_stay(TraceRow& row, const SpanRecord& span) {
    const auto* stay = tree_.stay_before(span);
    if (!stay) return;
    // An event that is delivered again has been with its consumer in the meantime.
    auto& last = processed_until_[{span.link, operation_in(span)}];
    const auto from = std::max(stay->began, last);
    if (from < stay->ended)
      row.pieces.push_back({since_arrival(from), since_arrival(stay->ended), Look::stay});
    last = span.ended;
  }

  void add_pieces(TraceRow& row, const SpanRecord& span) const {
    const auto add = [&](Time from, Time to, Look look) {
      row.pieces.push_back({since_arrival(from), since_arrival(to), look});
    };
    for (const auto& stretch : stretches_of(tree_, span)) {
      const auto look = look_of(stretch);
      const auto wanted = std::clamp(span.abandoned, stretch.from, stretch.to);
      if (stretch.from < wanted) add(stretch.from, wanted, look);
      if (wanted < stretch.to) add(wanted, stretch.to, look == Look::work ? Look::unwanted : look);
    }
    if (row.pieces.empty()) add(span.began, span.ended, Look::work);
  }

  void add_note(TraceRow& row, const SpanRecord& span) const {
    row.bad = span.finished && !usable(span.outcome) && !lost_a_race(span);
    if (span.abandoned < end_of_time && span.abandoned < span.ended)
      row.note = "abandoned";
    else if (!span.finished)
      row.note = "unfinished";
    else if (lost_a_race(span))
      row.note = "lost the race";
    else if (span.outcome != Outcome::succeeded)
      row.note = name_of(span.outcome);
    else
      row.note = longest_wait(span);
  }

  /// It was cancelled when another attempt had the answer.
  bool lost_a_race(const SpanRecord& span) const {
    return span.outcome == Outcome::timed_out &&
           std::ranges::any_of(trace_.spans, [&](const SpanRecord& other) {
             return other.kind == span.kind && other.operation == span.operation &&
                    other.ended == span.ended && usable(other.outcome);
           });
  }

  /// Where it is a good part of the whole.
  std::string longest_wait(const SpanRecord& span) const {
    std::map<Activity, Duration> waits;
    for (const auto& stretch : stretches_of(tree_, span))
      if (!stretch.child && stretch.activity != Activity::work &&
          stretch.activity != Activity::network)
        waits[stretch.activity] += stretch.to - stretch.from;
    const auto longest =
        std::ranges::max_element(waits, {}, [](const auto& wait) { return wait.second; });
    if (longest == waits.end() || 5 * longest->second < span.ended - span.began) return {};
    return fmt::format("{} {}", word_of(longest->first), short_time(longest->second));
  }

  void add_decision(const SpanRecord& span, std::size_t depth) {
    const auto at = since_arrival(span.began);
    rows_.push_back({.depth = depth,
                     .label = "◆ " + title_of(span, frame_),
                     .pieces = {{at, at, Look::decision}}});
  }

  const Trace& trace_;
  const RunFrame& frame_;
  SpanTree tree_;
  std::vector<TraceRow> rows_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Time> processed_until_;
};

}  // namespace

std::vector<TraceRow> rows_of(const Trace& trace, const RunFrame& frame) {
  return Rows(trace, frame).of_all();
}

}  // namespace faultline
