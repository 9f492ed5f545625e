#include "lab/traces/span_words.hpp"

namespace faultline {

namespace {

/// "order-created" of "topic order-created".
std::string own_name(const std::string& place) {
  constexpr std::string_view topic = "topic ";
  return place.starts_with(topic) ? place.substr(topic.size()) : place;
}

}  // namespace

std::string title_of(const SpanRecord& span, const RunFrame& frame) {
  const auto& place = frame.places[span.place];
  switch (span.kind) {
    case SpanKind::request:
      return "client";
    case SpanKind::call:
      if (span.operation < frame.operations.size()) return frame.operations[span.operation];
      return part_name(place);
    case SpanKind::query:
      return part_name(place);
    case SpanKind::publish:
      return "publish to " + own_name(place);
    case SpanKind::consume:
      return "consumed by " + part_name(place);
    case SpanKind::compensation:
      return "compensation by " + part_name(place);
    case SpanKind::branch:
      return "branch in " + part_name(place);
    case SpanKind::background:
      return "background in " + part_name(place);
    case SpanKind::wait:
      return phrase_of(span.activity, place);
    case SpanKind::stay:
      return (place.starts_with("store ") ? "outbox of " : "in ") + place;
    case SpanKind::decision:
      return std::string(name_of(span.decision));
  }
  return {};
}

std::string word_of(Activity activity) {
  switch (activity) {
    case Activity::topic:
      return "broker";
    case Activity::other:
      return "waits";
    case Activity::stop:
      return "stopped";
    default:
      return std::string(name_of(activity));
  }
}

}  // namespace faultline
