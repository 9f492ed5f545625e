#include "lab/traces/span_words.hpp"

namespace faultline {

std::string part_name(const std::string& place) {
  constexpr std::string_view service = "service ";
  return place.starts_with(service) ? place.substr(service.size()) : place;
}

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

std::string phrase_of(Activity activity, const std::string& place) {
  const auto name = part_name(place);
  switch (activity) {
    case Activity::work:
      return "work in " + name;
    case Activity::network:
      return "network";
    case Activity::queue:
      return "waiting for a worker of " + name;
    case Activity::connection:
      return (name == place ? "waiting for a connection of "
                            : "waiting for a pooled connection in ") +
             name;
    case Activity::lock:
      return "waiting for a lock in " + name;
    case Activity::slot:
      return "waiting for a slot of a limit in " + name;
    case Activity::topic:
      return "waiting for the broker in " + name;
    case Activity::other:
      return "waiting for other work in " + name;
    case Activity::pause:
      return "pauses before retries in " + name;
    case Activity::sleep:
      return "sleeping in " + name;
    case Activity::stop:
      return name + " standing still";
    case Activity::failure:
      return "attempts at " + name + " that failed";
  }
  return {};
}

}  // namespace faultline
