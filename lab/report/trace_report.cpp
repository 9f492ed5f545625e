#include "lab/report/trace_report.hpp"

#include "analysis/traces/span_tree.hpp"
#include "lab/output/cause_words.hpp"
#include "lab/traces/trace_rows.hpp"
#include "lab/traces/trace_sentences.hpp"

namespace faultline {

namespace {

Json instant(Time time) { return time == end_of_time ? Json(nullptr) : Json(seconds(time)); }

/// Where what moves along the edges of one request is at which instant.
class Hops {
 public:
  Hops(const Trace& trace, const RunFrame& frame) : trace_(trace), frame_(frame), tree_(trace) {}

  Json all() {
    for (const auto& span : trace_.spans) add(span);
    return std::move(hops_);
  }

 private:
  void add(const SpanRecord& span) {
    switch (span.kind) {
      case SpanKind::call:
      case SpanKind::query:
      case SpanKind::compensation:
        return add_there_and_back(span);
      case SpanKind::publish:
        return add(asker_of(span), span.place, {span.began, travelled_until(span)}, span);
      case SpanKind::consume:
        if (const auto* stay = tree_.stay_before(span))
          add(stay->place, span.place, {stay->ended, span.began}, span);
        return;
      default:
        return;
    }
  }

  void add_there_and_back(const SpanRecord& span) {
    const auto asker = asker_of(span);
    add(asker, span.place, {span.began, travelled_until(span)}, span);
    add(asker, span.place, {travelled_back_from(span), span.ended}, span, true);
  }

  struct Way {
    Time leaves;
    Time arrives;
  };

  void add(std::uint16_t from, std::uint16_t to, Way way, const SpanRecord& span,
           bool back = false) {
    if (from == to) return;
    const bool returns = span.kind == SpanKind::call || span.kind == SpanKind::query ||
                         span.kind == SpanKind::compensation;
    const bool bad = (back || !returns) && (!usable(span.outcome) || !span.finished);
    hops_.push_back({{"from", frame_.places[from]},
                     {"to", frame_.places[to]},
                     {"leaves_s", seconds(way.leaves)},
                     {"arrives_s", seconds(way.arrives)},
                     {"back", back},
                     {"bad", bad}});
  }

  /// Where what asked is; the client is place 0.
  std::uint16_t asker_of(const SpanRecord& span) const {
    for (const auto& other : trace_.spans)
      if (other.number == span.parent) return other.place;
    return 0;
  }

  static bool is_travel(const SpanRecord& span) {
    return span.kind == SpanKind::wait && span.activity == Activity::network;
  }

  /// When it has arrived: at once where the network takes no time.
  Time travelled_until(const SpanRecord& span) const {
    for (const auto* child : tree_.children(span))
      if (is_travel(*child) && child->began == span.began) return child->ended;
    return span.began;
  }
  Time travelled_back_from(const SpanRecord& span) const {
    for (const auto* child : tree_.children(span))
      if (is_travel(*child) && child->ended == span.ended && child->began > span.began)
        return child->began;
    return span.ended;
  }

  const Trace& trace_;
  const RunFrame& frame_;
  SpanTree tree_;
  Json hops_ = Json::array();
};

Json rows_json(const Trace& trace, const RunFrame& frame) {
  constexpr std::string_view looks[] = {"work", "wait", "network",  "pause",
                                        "asks", "stay", "unwanted", "decision"};
  auto list = Json::array();
  for (const auto& row : rows_of(trace, frame)) {
    Json json{{"depth", row.depth}, {"label", row.label}, {"note", row.note}, {"bad", row.bad}};
    auto& pieces = json["pieces"] = Json::array();
    for (const auto& piece : row.pieces)
      pieces.push_back(
          {seconds(piece.from), seconds(piece.to), looks[static_cast<int>(piece.look)]});
    list.push_back(std::move(json));
  }
  return list;
}

Json trace_json(const Trace& trace, const RunFrame& frame) {
  const auto& transaction = trace.transaction;
  return {{"request", transaction.id},
          {"asked_s", seconds(transaction.arrived)},
          {"answered_s", instant(transaction.answered)},
          {"completed_s", instant(transaction.completed)},
          {"ended_s", seconds(trace.ended())},
          {"outcome", trace.answered() ? name_of(transaction.outcome) : "no answer"},
          {"sentence", sentence(trace, frame)},
          {"causes", trace.causes.empty() ? Json(nullptr) : Json(in_words(trace.causes, frame))},
          {"hops", Hops(trace, frame).all()},
          {"rows", rows_json(trace, frame)}};
}

}  // namespace

Json traces_json(const TracedDesign& design) {
  auto list = Json::array();
  for (const auto& trace : design.traces) list.push_back(trace_json(trace, design.frame));
  return list;
}

}  // namespace faultline
